"""Valid messages of every shape, with all that people see of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

from bot.moderation import Place
from tests.contract import samples
from tests.contract.traffic import Json, JsonObject

T = TypeVar("T")
MARK = "~seen~"
WORDS = st.text(max_size=20).map(lambda text: f"{text}{MARK}")
ADDRESSES = st.sampled_from([f"https://example.com/{MARK}?b=c", f"http://beats.test/#{MARK}"])
SNOWFLAKES = st.integers(1, 2**63 - 1).map(str)


@dataclass
class Writing:
    """A message in the making: `said` is what people see in it, always with a mark, and where."""

    draw: st.DrawFn
    place: Place = Place.CONTENT
    said: list[tuple[Place, str]] = field(default_factory=list)

    def words(self, strategy: st.SearchStrategy[str] = WORDS) -> str:
        text = self.draw(strategy)
        self.said.append((self.place, text))
        return text

    def address(self) -> str:
        return self.words(ADDRESSES)

    def perhaps(self, **makers: Callable[[], Json]) -> JsonObject:
        return {name: make() for name, make in makers.items() if self.draw(st.booleans())}

    def several(self, make: Callable[[], Json], most: int = 3) -> list[Json]:
        return [make() for _ in range(self.draw(st.integers(0, most)))]

    def one_of(self, *makers: Callable[[], JsonObject]) -> JsonObject:
        return self.draw(st.sampled_from(makers))()

    def within(self, place: Place, make: Callable[[], T]) -> T:
        before, self.place = self.place, self.place if self.place is Place.FORWARD else place
        made = make()
        self.place = before
        return made


@st.composite
def messages(draw: st.DrawFn) -> tuple[JsonObject, list[tuple[Place, str]]]:
    """A message of an app, so that embeds are its own."""
    writing = Writing(draw)
    body = _body(writing)
    if draw(st.booleans()):
        body["message_snapshots"] = writing.within(Place.FORWARD, lambda: [_snapshot(writing)])
    if draw(st.booleans()):
        body["poll"] = writing.within(Place.POLL, lambda: _poll(writing))
    if draw(st.booleans()):
        title = writing.within(Place.TITLE, writing.words)
        body["thread"] = samples.thread(draw(SNOWFLAKES)) | {
            "name": title,
            "owner_id": samples.BOT,
        }
    return samples.message(**body), writing.said


def _body(writing: Writing) -> JsonObject:
    return {
        "content": writing.words(),
        "embeds": writing.within(
            Place.EMBED, lambda: writing.several(lambda: _embed(writing), most=2)
        ),
        "attachments": writing.within(
            Place.ATTACHMENT, lambda: writing.several(lambda: _attachment(writing))
        ),
        "sticker_items": writing.within(
            Place.STICKER, lambda: writing.several(lambda: _sticker(writing))
        ),
        "components": writing.within(
            Place.COMPONENT, lambda: writing.several(lambda: _component(writing), most=2)
        ),
    }


def _snapshot(writing: Writing) -> JsonObject:
    common = ("type", "mentions", "mention_roles", "timestamp", "edited_timestamp", "flags")
    plain = samples.message()
    return {"message": {key: plain[key] for key in common} | _body(writing)}


def _poll(writing: Writing) -> JsonObject:
    texts = [writing.words() for _ in range(writing.draw(st.integers(1, 4)))]
    return {
        "question": {"text": writing.words()},
        "answers": [
            {"answer_id": number, "poll_media": {"text": text}} for number, text in enumerate(texts)
        ],
        "expiry": samples.NOW,
        "allow_multiselect": False,
        "layout_type": 1,
        "results": {"is_finalized": False, "answer_counts": []},
    }


def _embed(writing: Writing) -> JsonObject:
    def picture() -> JsonObject:
        return writing.perhaps(url=writing.address, description=writing.words)

    def named() -> JsonObject:
        return {"name": writing.words()} | writing.perhaps(url=writing.address)

    return {"type": "rich"} | writing.perhaps(
        url=writing.address,
        title=writing.words,
        description=writing.words,
        author=named,
        provider=named,
        footer=lambda: {"text": writing.words()},
        fields=lambda: writing.several(
            lambda: {"name": writing.words(), "value": writing.words(), "inline": True}
        ),
        image=picture,
        thumbnail=picture,
        video=picture,
        components=lambda: writing.within(Place.COMPONENT, lambda: [_container(writing)]),
    )


def _attachment(writing: Writing) -> JsonObject:
    url = "https://cdn.discordapp.com/attachments/1/2/file.mp3?ex=1&is=2&hm=3"
    known = {
        "id": "1",
        "size": 1,
        "url": url,
        "proxy_url": url,
        "filename": writing.words() + ".mp3",
    }
    return known | writing.perhaps(title=writing.words, description=writing.words)


def _sticker(writing: Writing) -> JsonObject:
    return {"id": "1", "name": writing.words(), "format_type": 1}


def _component(writing: Writing) -> JsonObject:
    return writing.one_of(lambda: _container(writing), *_inner(writing))


def _container(writing: Writing) -> JsonObject:
    inside = writing.several(lambda: writing.one_of(*_inner(writing)))
    return {"type": 17, "id": 1, "accent_color": None, "spoiler": False, "components": inside}


def _inner(writing: Writing) -> list[Callable[[], JsonObject]]:
    return [
        lambda: _text(writing),
        lambda: {"type": 14, "id": 1, "spacing": 1, "divider": True},
        lambda: {"type": 12, "id": 1, "items": writing.several(lambda: _picture(writing))},
        lambda: {
            "type": 13,
            "id": 1,
            "name": writing.words(),
            "size": 1,
            "spoiler": False,
            "file": _media(writing),
        },
        lambda: {"type": 1, "id": 1, "components": writing.several(lambda: _button(writing))},
        lambda: {"type": 1, "id": 1, "components": [_menu(writing)]},
        lambda: {
            "type": 9,
            "id": 1,
            "components": [_text(writing)],
            "accessory": writing.one_of(
                lambda: _button(writing), lambda: {"type": 11, "id": 1} | _picture(writing)
            ),
        },
    ]


def _text(writing: Writing) -> JsonObject:
    return {"type": 10, "id": 1, "content": writing.words()}


def _picture(writing: Writing) -> JsonObject:
    described = writing.words() if writing.draw(st.booleans()) else None
    return {"media": _media(writing), "description": described, "spoiler": True}


def _media(writing: Writing) -> JsonObject:
    return {"id": "1", "url": writing.address(), "proxy_url": "https://media.discordapp.net/x"}


def _button(writing: Writing) -> JsonObject:
    return {"type": 2, "id": 1, "style": 5} | writing.perhaps(
        label=writing.words, url=writing.address
    )


def _menu(writing: Writing) -> JsonObject:
    kind = writing.draw(st.sampled_from([3, 5, 6, 7, 8]))
    menu: JsonObject = {
        "type": kind,
        "id": 1,
        "custom_id": "menu",
        "placeholder": writing.words(),
        "min_values": 1,
        "max_values": 1,
    }
    if kind != 3:
        return menu
    return menu | {"options": writing.several(lambda: _option(writing))}


def _option(writing: Writing) -> JsonObject:
    described = writing.perhaps(description=writing.words)
    return {"label": writing.words(), "value": "hidden"} | described
