/* The saved sign and the banners of the page. */

const sign = document.querySelector("[data-saved]");

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

/* The server answers again. */
export function connected() {
  hide("offline");
  hide("cut");
}

export function say(text, troubled = false) {
  if (!sign || !text) return;
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
