/** The page: who one is, and the views of that person's client. */

import { sandbox } from "./api.js";
import { Client } from "./client.js";
import { readClock } from "./clock.js";
import { Composer } from "./composer.js";
import { Drawer } from "./drawer.js";
import { h } from "./dom.js";
import { Members } from "./members.js";
import { MessageList } from "./message_list.js";
import { openModal } from "./modal.js";
import { paneHead } from "./pane_head.js";
import { maySee } from "./permissions.js";
import { Sidebar } from "./sidebar.js";
import { TimeOutWatch } from "./timeouts.js";
import { refreshMoments } from "./when.js";
import { drawYou } from "./you.js";

const PERSON = "sandbox.person";
const CHANNEL = "sandbox.channel";
const REWORD_TIMES_EVERY = 15_000;
const ASK_AGAIN_AFTER = 2000;

const byId = (id) => document.getElementById(id);
const drawer = new Drawer(byId("shell"), byId("scrim"), byId("sidebar"));
let client = null;
let timeOuts = null;

/** Asks for the sandbox's people until it answers, then becomes the one this tab was. */
async function start() {
  try {
    const [people] = await Promise.all([sandbox.people(), readClock()]);
    become(chosenPerson(people), people);
  } catch (error) {
    showConnection(error.message);
    setTimeout(start, ASK_AGAIN_AFTER);
  }
}

/** `?as=nora` opens a tab as Nora; otherwise a tab stays who it was. */
function chosenPerson(people) {
  const address = new URL(location.href);
  const named = address.searchParams.get("as")?.toLowerCase();
  if (named) {
    address.searchParams.delete("as");
    history.replaceState(null, "", address);
  }
  const kept = sessionStorage.getItem(PERSON);
  return (
    people.find((one) => one.name.toLowerCase() === named) ??
    people.find((one) => one.id === kept) ??
    people.find((one) => /newcomer/i.test(one.about)) ??
    people[0]
  );
}

function become(person, people) {
  client?.leave();
  timeOuts?.leave();
  sessionStorage.setItem(PERSON, person.id);
  client = new Client(person);
  timeOuts = new TimeOutWatch(client.state);
  const onReset = () => {
    sessionStorage.removeItem(CHANNEL);
    start();
  };
  new Sidebar(client, byId("channels"));
  new MessageList(client, byId("log-frame"), byId("announcer"));
  new Composer(client, byId("foot"));
  new Members(client, byId("members"), new Map(people.map((one) => [one.id, one.about])));
  paneHead(client, byId("pane-head"), { onReset, drawer, toggleMembers });
  drawYou(byId("you"), people, person, (other) => become(other, people));
  follow(client);
  client.connect();
}

function follow(one) {
  one.on("connection", (status, seconds) => {
    if (one === client) showConnection(connectionWords(status, seconds));
  });
  one.state.on("ready", () => openFirst(one));
  one.state.on("opened", (channel) => {
    if (channel) sessionStorage.setItem(CHANNEL, channel.id);
    drawer.close();
  });
  one.interactions.on("modal", (modal) => openModal(one, modal));
}

/** The channel this tab was in, if it is still open to this person; else the first. */
function openFirst(one) {
  const { state } = one;
  const kept = state.channels.get(state.currentId ?? sessionStorage.getItem(CHANNEL));
  const channel = kept && maySee(state, kept) ? kept : state.firstChannel();
  if (channel) void one.attempt(() => state.open(channel.id));
}

function toggleMembers() {
  return !byId("shell").classList.toggle("without-members");
}

function connectionWords(status, seconds) {
  if (status === "ready") return null;
  if (status === "connecting") return "Connecting…";
  const wait = Math.ceil(seconds);
  return `The connection is gone. Trying again in ${wait} ${wait === 1 ? "second" : "seconds"}.`;
}

function showConnection(words) {
  const line = byId("connection");
  line.hidden = !words;
  line.replaceChildren(...(words ? [h("span", { class: "dots", "aria-hidden": "true" }), words] : []));
}

setInterval(refreshMoments, REWORD_TIMES_EVERY);
// Another tab may have moved the time meanwhile.
addEventListener("focus", () => readClock().then(refreshMoments, (error) => showConnection(error.message)));
start();
