/** Pictures, files and embeds in messages. Pictures of other addresses are linked, never fetched. */

import { cssColor, h, icon } from "./dom.js";
import { renderMarkdown } from "./markdown.js";
import { link } from "./inline.js";
import { messageTime } from "./when.js";

const IS_SPOILER = 1 << 3;

function isOurs(url) {
  return URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;
}

/** A picture of the sandbox itself, or a quiet card that names the one elsewhere. */
export function picture(media, { description, spoiler, look }) {
  const url = [media.proxy_url, media.url].find((one) => one && isOurs(one));
  const image = url
    ? h("img", { class: look, src: url, alt: description ?? "", loading: "lazy" })
    : h(
        "a",
        {
          class: `${look} elsewhere`,
          href: /^https?:/.test(media.url) ? media.url : undefined,
          target: "_blank",
          rel: "noopener noreferrer",
        },
        icon("out"),
        h("span", {}, description || "Picture elsewhere"),
      );
  if (!spoiler) return image;
  const frame = h(
    "button",
    { type: "button", class: "picture-spoiler", "aria-label": "Spoiler, press to show" },
    image,
  );
  frame.addEventListener("click", () => frame.replaceWith(image));
  return frame;
}

/** A file to download, with name and size, and what was said of it. */
export function fileCard({ url, filename, title, description, size, spoiler }) {
  const name = filename ?? url.split("/").at(-1).split("?")[0];
  return h(
    "div",
    { class: "file-card", "data-testid": "file-card" },
    icon("file"),
    h(
      "span",
      { class: "file-words" },
      h("a", { href: url, download: name, target: "_blank", rel: "noopener noreferrer" }, title ?? name),
      h(
        "span",
        { class: "quiet" },
        [spoiler && "Spoiler", title && name, Number.isFinite(size) && bytes(size), description]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
}

export function attachment(one) {
  const isPicture = one.content_type?.startsWith("image/") && isOurs(one.url);
  const spoiler = Boolean((one.flags ?? 0) & IS_SPOILER);
  if (!isPicture) return fileCard({ ...one, spoiler });
  return picture(one, { description: one.description, spoiler, look: "picture" });
}

/** A size in words. */
export function bytes(size) {
  if (size < 1000) return size === 1 ? "1 byte" : `${size} bytes`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** An embed: https://discord.com/developers/docs/resources/message#embed-object */
export function renderEmbed(embed, names) {
  const md = (text) => renderMarkdown(text, names);
  const { color } = embed;
  const vars = typeof color === "number" ? { "--accent": cssColor(color) } : {};
  return h(
    "div",
    { class: "container accented embed", vars },
    embed.thumbnail && picture(embed.thumbnail, { look: "thumbnail" }),
    embed.provider?.name && h("div", { class: "quiet" }, embed.provider.name),
    embed.author && h("div", { class: "embed-author" }, linked(embed.author.name, embed.author.url, names)),
    embed.title && h("div", { class: "embed-title" }, linked(md(embed.title), embed.url, names)),
    embed.description && h("div", { class: "md" }, md(embed.description)),
    embed.fields?.length > 0 &&
      h(
        "dl",
        { class: "embed-fields" },
        embed.fields.map((field) =>
          h(
            "div",
            { class: field.inline ? "embed-field inline" : "embed-field" },
            h("dt", {}, md(field.name)),
            h("dd", { class: "md" }, md(field.value)),
          ),
        ),
      ),
    embed.image && picture(embed.image, { look: "picture" }),
    (embed.footer || embed.timestamp) &&
      h(
        "div",
        { class: "embed-footer" },
        footerWords(embed),
      ),
  );
}

function footerWords({ footer, timestamp }) {
  const when = timestamp && messageTime(Date.parse(timestamp));
  return [footer?.text, when].filter(Boolean).join(" · ");
}

const linked = (content, url, names) => (/^https?:/.test(url ?? "") ? link(url, content, names) : content);
