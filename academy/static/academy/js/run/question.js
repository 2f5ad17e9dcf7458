/* One question: its changes are kept on this device at once, and sent one after the other until the server has them.

   An entry is {fields, revision, key, client_at}. Its revision names the answer it was based on, so that an older
   answer never replaces a newer one. What got no reply may have arrived: it is sent again under its key before
   anything newer, and gives the newer one its revision. */

import { heard } from "./clock.js";
import { connected, hide, saidSaved, say, show, words } from "./signs.js";
import { arrange } from "./order.js";
import { markAnswered } from "./overview.js";
import { put } from "./server.js";
import { keep, kept, keptOf } from "./store.js";

const TYPING = 1500;
const CHOOSING = 250;
const AGAIN = 5000;
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const isTick = (control) => ["radio", "checkbox"].includes(control.type);

export class Question {
  constructor(element, run) {
    this.element = element;
    this.run = run;
    this.url = element.dataset.answerUrl;
    this.prefix = element.dataset.question;
    this.revision = Number(element.dataset.revision);
    this.newest = null; // changed, and not sent
    this.unheard = null; // sent, and without a reply
    this.busy = null; // the request on its way
    this.timer = 0;
    this.handed = false; // its form is on its way with it
    this.cut = false; // nothing answered the last request: a form would not arrive either
    this.stored = null; // the server's answer of a conflict
    if ("unsaved" in element.dataset) keep(this.url, null); // the page itself holds it
    element.querySelector("[data-keep-mine]")?.addEventListener("click", () => this.keepMine());
    element.querySelector("[data-take-stored]")?.addEventListener("click", () => this.takeStored());
  }

  get box() {
    return this.element.querySelector("[data-fields]");
  }

  get controls() {
    const inside = [...this.box.querySelectorAll("input, select, textarea")];
    return inside.filter((one) => one.name.startsWith(this.prefix) && !one.matches("[data-no-autosave], :disabled, [type=file]"));
  }

  fields() {
    const ticked = this.controls.filter((one) => !isTick(one) || one.checked);
    return ticked.map((one) => [one.name.slice(this.prefix.length), one.value]);
  }

  /* Show again what an earlier page kept: the learner goes on from there, and in a conflict it is what "mine" means. */
  putBack({ fields, certainty }) {
    const pairs = certainty ? [...fields, ["certainty", String(certainty)]] : fields;
    arrange(this.box, pairs.map(([, value]) => value));
    for (const one of this.controls) {
      const values = pairs.filter(([name]) => this.prefix + name === one.name).map(([, value]) => value);
      if (isTick(one)) one.checked = values.includes(one.value);
      else if (one.type !== "hidden" && values.length) [one.value] = values;
    }
  }

  entry() {
    const pairs = this.fields();
    const certainty = Number(pairs.find(([name]) => name === "certainty")?.[1]) || null;
    const fields = pairs.filter(([name]) => name !== "certainty");
    return { fields, certainty, revision: this.revision, key: newKey(), client_at: new Date().toISOString() };
  }

  changed(typed) {
    this.newest = this.entry();
    this.remember();
    this.mark(this.newest);
    this.later(typed ? TYPING : CHOOSING);
  }

  remember() {
    keep(this.url, this.newest || this.unheard ? { newest: this.newest, unheard: this.unheard, handed: this.handed } : null);
  }

  /* The overview shows what is answered without a reload; what it is, the server knows. */
  mark({ fields }) {
    markAnswered(this.prefix, fields.some(([, value]) => value.trim()));
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  /* Send what there is; one request at a time. */
  async flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.busy || this.handed || this.stored || !(this.unheard || this.newest)) return this.busy;
    say(words("saving"));
    this.busy = this.send();
    const goesOn = await this.busy;
    this.busy = null;
    if (goesOn && !this.handed && (this.unheard || this.newest)) return this.flush();
    return null;
  }

  async send() {
    const entry = this.unheard ?? { ...this.newest, revision: this.revision };
    if (!this.unheard) [this.unheard, this.newest] = [entry, null];
    this.remember();
    let response;
    try {
      response = await put(this.url, entry);
    } catch {
      this.cut = true;
      return this.unreached();
    }
    this.cut = false;
    if (response.status >= 500 || response.status === 429) return this.unreached();
    connected();
    const said = await response.json().catch(() => ({}));
    return response.ok ? this.saved(said) : this.refused(response.status, said);
  }

  unreached() {
    show("offline");
    say(words("kept"), true);
    this.later(AGAIN);
    return false;
  }

  saved(said) {
    this.unheard = null;
    this.seen(said.revision);
    this.remember();
    this.said("");
    hide("signed-out");
    heard(said);
    saidSaved(said.saved_at);
    return true;
  }

  seen(revision) {
    this.revision = revision;
    const field = this.element.querySelector(`[name="${this.prefix}revision"]`);
    if (field) field.value = revision;
  }

  async refused(status, said) {
    if (status === 409 && said.code === "stale") return this.conflict(said);
    if (status === 401 || status === 403 || status === 404 || said.code === "elsewhere") {
      show(said.code === "elsewhere" ? "elsewhere" : "signed-out", said.code === "elsewhere" ? said.detail : "");
      say(words("kept"), true);
      return false;
    }
    this.unheard = null;
    this.remember();
    if (said.code === "closed" || said.code === "late") show("closed", said.detail);
    this.said(said.detail);
    say(words("unsaved"), true);
    return true;
  }

  said(sentence) {
    const place = this.element.querySelector("[data-said]");
    if (!place) return;
    place.textContent = sentence ?? "";
    place.hidden = !sentence;
  }

  /* Another answer is there: it is shown beside this one, and the learner chooses. */
  async conflict(said) {
    this.newest ??= this.unheard;
    this.unheard = null;
    this.stored = { revision: said.revision, box: await this.readStored() };
    this.remember();
    const banner = this.element.querySelector("[data-conflict]");
    banner.querySelector("[data-sentence]").textContent = said.detail;
    const beside = this.stored.box?.cloneNode(true);
    for (const one of beside?.querySelectorAll("[name], [id], [for]") ?? []) {
      for (const attribute of ["name", "id", "for"]) if (one.hasAttribute(attribute)) one.setAttribute(attribute, `stored-${one.getAttribute(attribute)}`);
      one.removeAttribute("data-drop-gap");
    }
    banner.querySelector("[data-stored]").replaceChildren(...(beside?.childNodes ?? []));
    banner.hidden = false;
    say(words("kept"), true);
    return false;
  }

  /* The page of now, of which only the fields of this question are taken. */
  async readStored() {
    const response = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector(`[data-question="${this.prefix}"] [data-fields]`);
  }

  settled() {
    this.seen(this.stored.revision);
    this.stored = null;
    this.element.querySelector("[data-conflict]").hidden = true;
    this.element.querySelector("[data-stored]").replaceChildren();
  }

  keepMine() {
    this.settled();
    this.newest = this.entry();
    this.remember();
    this.flush();
  }

  takeStored() {
    const { box } = this.stored;
    this.newest = null;
    this.settled();
    this.remember();
    if (!box) return location.reload();
    this.box.replaceWith(document.adoptNode(box));
    this.element.dispatchEvent(new CustomEvent("run:replaced", { bubbles: true }));
    this.box.querySelector("input, select, textarea, button")?.focus();
    return null;
  }

  /* The form carries the answer; whether it was taken, the next page knows. */
  handOver() {
    clearTimeout(this.timer);
    this.handed = true;
    this.remember();
  }

  takeBack() {
    this.handed = false;
    this.remember();
  }

  lock() {
    for (const one of this.box.querySelectorAll("input, select, textarea, button")) one.disabled = true;
  }
}

/* What an earlier page could not send: of the questions here, and of others of this attempt. What went with a form
   is dropped only where that form led here. Anything else is sent again, which changes nothing where it had arrived. */
export async function taken(questions, run) {
  const led = performance.getEntriesByType("navigation")[0]?.redirectCount > 0 && cameFrom(run.split("/").at(-2));
  const others = [];
  for (const url of keptOf(run)) {
    const [entry, here] = [kept(url), questions.find((one) => one.url === url)];
    if (!entry || (entry.handed && led)) keep(url, null);
    else if (here) takeUp(here, entry);
    else others.push([url, entry]);
  }
  let sent = false;
  for (const [url, entry] of others) sent = (await sendOther(url, entry)) || sent;
  return sent;
}

/* A login that leads back names the attempt too, in what it asks for: only the path tells. */
const cameFrom = (attempt) => URL.canParse(document.referrer) && new URL(document.referrer).pathname.includes(attempt);

function takeUp(question, { newest, unheard }) {
  if (!newest && !unheard) return;
  question.putBack(newest ?? unheard);
  question.mark(newest ?? unheard);
  // The first to go keeps the revision it was based on.
  [question.unheard, question.newest] = unheard ? [unheard, newest] : [newest, null];
  question.flush();
}

/* Where the attempt or the page is closed, the server keeps what it will of the answer, and sending it again is idle.
   An older answer stays: its page shows both, and the learner chooses. */
function refusedForGood(url, { code }) {
  if (["closed", "late", "no_way_back"].includes(code)) keep(url, null);
  return false;
}

async function sendOther(url, entry) {
  let revision = null;
  for (const one of [entry.unheard, entry.newest].filter(Boolean)) {
    const response = await put(url, revision === null ? one : { ...one, revision });
    if (!response.ok) return refusedForGood(url, await response.json().catch(() => ({})));
    ({ revision } = await response.json());
  }
  keep(url, null);
  return true;
}
