/* The exam page, made better: answers save themselves, the clock runs, items move without a reload.
   Without this file the page works by its forms. Every word is in the page; this file holds none.

   form[data-answer-url][data-revision]  the question; sent by PUT as {answer, revision, key}; its [name=revision] follows
   [data-saved]                          the saved sign; data-text="Saved {time}" data-saving="Saving…" data-kept="Kept on this device"
   [data-banner="offline|stale|signed-out"]  hidden until true; [data-sentence] inside takes the server's own sentence
   [data-deadline][data-server-now]      the clock (ISO times); [data-clock] inside takes the minutes and seconds
   [data-announce]                       aria-live; data-five and data-one are said at five minutes and at one
   form[data-hand-in]                    sent when the time is over */

const STORE = "academy:answer:";
const TYPING = 1500;
const CHOOSING = 250;
const AGAIN = 5000;

const form = document.querySelector("form[data-answer-url]");
const sign = document.querySelector("[data-saved]");
let revision = Number(form?.dataset.revision ?? 0);
let waiting = 0; // the timer of a change that is not sent yet
let sending = null; // the request on its way
let unheard = null; // what was sent and got no answer
let key = "";
let leaving = false; // the form is sent and carries the answer itself

const banner = (name) => document.querySelector(`[data-banner="${name}"]`);

function show(name, sentence = "") {
  const element = banner(name);
  if (!element) return;
  const place = element.querySelector("[data-sentence]");
  if (place && sentence) place.textContent = sentence;
  element.hidden = false;
}

function hide(name) {
  const element = banner(name);
  if (element) element.hidden = true;
}

function say(text, troubled = false) {
  if (!sign || !text) return;
  (sign.querySelector("[data-words]") ?? sign).textContent = text;
  sign.classList.toggle("is-warn", troubled);
  sign.hidden = false;
}

/* The same mapping as `from_form` of the question types. */
function answerOf(fields) {
  const data = new FormData(fields);
  const pairs = [...data].filter(([name]) => name.startsWith("pair-")).map(([name, value]) => [name.slice(5), value]);
  if (pairs.length) return { pairs: Object.fromEntries(pairs) };
  if (fields.querySelector('[name="order"]')) return { order: data.getAll("order") };
  if (fields.querySelector('[name="choices"]')) return { choices: data.getAll("choices") };
  if (fields.querySelector("[data-upload]")) return uploaded(data);
  if (fields.querySelector('[name="path"]')) return { path: [...fields.querySelectorAll('[type="hidden"][name="path"]')].map((step) => step.value) };
  if (data.has("text")) return { text: data.get("text") };
  if (data.has("choice")) return { choice: data.get("choice") };
  return data.has("value") ? { value: data.get("value") } : {};
}

function uploaded(data) {
  if (data.get("link")?.trim()) return { link: data.get("link") };
  return data.get("file") && !data.has("away") ? { file: data.get("file"), name: data.get("name") } : {};
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function keep(url, body) {
  try {
    if (body) localStorage.setItem(STORE + url, JSON.stringify(body));
    else localStorage.removeItem(STORE + url);
  } catch {
    /* A browser that keeps nothing still sends. */
  }
}

function kept(url) {
  try {
    return JSON.parse(localStorage.getItem(STORE + url));
  } catch {
    return null;
  }
}

function put(url, body) {
  const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
  return fetch(url, {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
    body: JSON.stringify(body),
    credentials: "same-origin",
    keepalive: true,
  });
}

function saved(body) {
  revision = body.revision;
  if (form.elements.revision) form.elements.revision.value = revision;
  const time = new Date(body.saved_at).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  });
  say(sign?.dataset.text?.replace("{time}", time));
  hide("offline");
}

function later() {
  show("offline");
  say(sign?.dataset.kept, true);
  clearTimeout(waiting);
  waiting = setTimeout(save, AGAIN);
  return false;
}

/* Whether the server was heard. */
async function send(body) {
  let response;
  try {
    response = await put(form.dataset.answerUrl, body);
  } catch {
    return later();
  }
  if (response.status >= 500) return later();
  const said = await response.json().catch(() => ({}));
  setClock(response.headers.get("Date"));
  if (response.ok) {
    if (kept(form.dataset.answerUrl)?.key === body.key) keep(form.dataset.answerUrl, null);
    saved(said);
  } else if (response.status === 401 || response.status === 403) {
    show("signed-out");
    say(sign?.dataset.kept, true);
  } else {
    keep(form.dataset.answerUrl, null);
    if (response.status === 409) show("stale", said.detail);
    else say(said.detail, true);
  }
  return true;
}

/* One request at a time: the next needs the revision that the last one made. What got no
   answer may have arrived, so it is sent again under its key before anything newer. */
async function save() {
  clearTimeout(waiting);
  waiting = 0;
  if (sending) await sending;
  if (waiting || leaving) return; // changed again meanwhile, or the form goes with it
  const newest = { answer: answerOf(form), revision, key };
  const body = unheard ?? newest;
  keep(form.dataset.answerUrl, newest);
  say(sign?.dataset.saving);
  sending = send(body);
  unheard = (await sending) ? null : body;
  sending = null;
  if (!unheard && body.key !== key) waiting = setTimeout(save, 0);
}

function changed(delay) {
  key = newKey();
  keep(form.dataset.answerUrl, { answer: answerOf(form), revision, key });
  clearTimeout(waiting);
  waiting = setTimeout(save, delay);
}

/* Answers of this and other questions that could not be sent before. A form that was sent leads here
   by a redirect once it was taken. */
async function sendKept() {
  const taken = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  const urls = Object.keys(localStorage).filter((name) => name.startsWith(STORE)).map((name) => name.slice(STORE.length));
  for (const url of urls) {
    const { posted, ...body } = kept(url) ?? {};
    if ((posted && taken) || !body.answer || (url === form.dataset.answerUrl && body.revision < revision)) {
      keep(url, null); // taken with its form, or answered since, here or elsewhere
      continue;
    }
    const response = await put(url, body).catch(() => null);
    if (!response || response.status >= 500 || response.status === 401 || response.status === 403) return;
    keep(url, null);
    if (url === form.dataset.answerUrl && response.ok) location.reload();
  }
}

/* Ordering: the item moves, its button keeps the focus, the new order is saved. */
function move(button) {
  const item = button.closest("li");
  const goal = button.name === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!goal) return;
  if (button.name === "up") goal.before(item);
  else goal.after(item);
  for (const other of item.parentElement.children) {
    other.querySelector('[name="up"]').disabled = !other.previousElementSibling;
    other.querySelector('[name="down"]').disabled = !other.nextElementSibling;
  }
  (button.disabled ? item.querySelector("button:not(:disabled)") : button).focus();
  changed(CHOOSING);
}

/* A form that is sent by its button carries the answer itself; it waits only for a request on its way. */
async function submit(event) {
  const mover = event.submitter?.closest(".order") ? event.submitter : null;
  if (mover) {
    event.preventDefault();
    return move(mover);
  }
  clearTimeout(waiting);
  waiting = 0;
  leaving = true;
  if (kept(form.dataset.answerUrl)) keep(form.dataset.answerUrl, { ...kept(form.dataset.answerUrl), posted: true });
  if (!sending) return;
  event.preventDefault();
  await Promise.race([sending, new Promise((done) => setTimeout(done, 2000))]);
  clearTimeout(waiting);
  sending = null;
  form.requestSubmit(event.submitter);
}

if (form) {
  form.addEventListener("input", (event) => {
    // A file is sent by itself, and what is said in a scenario is said by its button.
    if (!event.target.closest("[data-no-autosave]")) changed(event.target.matches('input:not([type]), [type="text"], [type="url"], textarea') ? TYPING : CHOOSING);
  });
  form.addEventListener("submit", submit);
  window.addEventListener("pageshow", (event) => event.persisted && (leaving = false));
  window.addEventListener("online", () => waiting && save());
  document.addEventListener("visibilitychange", () => document.hidden && waiting && save());
  sendKept().catch(() => {});
}

/* The clock: the server's time, counted here. */
const timer = document.querySelector("[data-deadline]");
const deadline = Date.parse(timer?.dataset.deadline);
let ahead = Date.parse(timer?.dataset.serverNow) - Date.now();
let last = Infinity;

function setClock(date) {
  const heard = Date.parse(date) - Date.now();
  if (Math.abs(heard - ahead) > 3000) ahead = heard;
}

async function timeIsOver() {
  if (waiting) await save();
  const handIn = document.querySelector("form[data-hand-in]");
  if (handIn) handIn.submit();
  else location.reload();
}

function tick() {
  const left = Math.max(0, Math.ceil((deadline - Date.now() - ahead) / 1000));
  const clock = timer.querySelector("[data-clock]") ?? timer;
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  const live = document.querySelector("[data-announce]");
  if (live && last > 300 && left <= 300 && left > 60) live.textContent = live.dataset.five;
  if (live && last > 60 && left <= 60 && left > 0) live.textContent = live.dataset.one;
  last = left;
  if (left > 0) setTimeout(tick, 1000 - ((Date.now() + ahead) % 1000));
  else timeIsOver();
}

if (timer && Number.isFinite(deadline) && Number.isFinite(ahead)) tick();
