/* The saved sign and the banners of the page. */

const sign = document.querySelector("[data-saved]");
let before = null; // what the sign said until the connection was lost

function banner(name) {
  return document.querySelector(`[data-banner="${name}"]`);
}

export function show(name, sentence = "") {
  const element = banner(name);
  if (!element) return;
  const place = element.querySelector("[data-sentence]");
  if (place && sentence) place.textContent = sentence;
  element.hidden = false;
}

export function hide(name) {
  const element = banner(name);
  if (element) element.hidden = true;
}

export const canStay = () => Boolean(banner("cut"));

/* A button led nowhere: said beside it, and brought into sight. */
export function stay() {
  show("cut");
  banner("cut")?.scrollIntoView({ block: "nearest" });
}

/* There is no connection. The sign is in sight wherever the page is scrolled to. */
export function disconnected() {
  show("offline");
  if (!sign || before) return;
  const said = [(sign.querySelector("[data-words]") ?? sign).textContent, sign.classList.contains("is-warn"), sign.hidden];
  say(words("offline"), true);
  before = said;
}

/* The server answers again; where nothing was said since, the sign says what it said before. */
export function connected() {
  hide("offline");
  hide("cut");
  if (!before) return;
  const [text, troubled, hidden] = before;
  say(text, troubled);
  sign.hidden = hidden;
}

export function say(text, troubled = false) {
  if (!sign) return;
  before = null;
  (sign.querySelector("[data-words]") ?? sign).textContent = text;
  sign.classList.toggle("is-warn", troubled);
  sign.hidden = false;
}

export const words = (name) => sign?.dataset[name] ?? "";

export function saidSaved(at) {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: sign?.dataset.zone || undefined };
  let time;
  try {
    time = new Date(at).toLocaleTimeString(document.documentElement.lang, options);
  } catch {
    time = new Date(at).toLocaleTimeString(document.documentElement.lang, { ...options, timeZone: undefined });
  }
  say(words("text").replace("{time}", time));
}
