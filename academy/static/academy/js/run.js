/* The run page, made better: answers save themselves, the clock runs, items move without a reload.
   Without this file the page works by its forms. Every word is in the page; these files hold none,
   and none of them knows a type of question: what is sent are the fields of the page as they are.

   [data-run]                 the address of the attempt in the API
   [data-question="q3-"]      a question: the prefix of its fields; data-answer-url, data-revision, data-tries, data-unsaved
     [data-fields]            its fields; those with data-no-autosave are left to their button
     [data-conflict]          hidden until another answer is there; [data-sentence], [data-stored], [data-keep-mine], [data-take-stored]
     [data-said]              takes why an answer was not taken
   [data-saved]               the saved sign; data-text="Saved {time}" data-saving="…" data-kept="…" data-unkept="…"
   [data-banner="…"]          offline, cut (nothing can be sent by a button now), signed-out, closed, elsewhere, unkept: hidden until true; [data-sentence] takes the server's own
   [data-deadline][data-server-now]  the clock (ISO times), [data-clock], [data-announce], [data-time-up], form[data-hand-in] */

import { startClock } from "./run/clock.js";
import { Question, taken } from "./run/question.js";
import { sortByHand } from "./run/order.js";
import { post } from "./run/server.js";
import { dragWords } from "./run/words.js";
import { canStay, connected, disconnected, hide, stay } from "./run/signs.js";

const page = document.querySelector("[data-run]");
const form = page?.matches("form") ? page : null;
const questions = [...document.querySelectorAll("[data-question]")].map((element) => new Question(element, page.dataset.run));
const of = (element) => questions.find((one) => one.element.contains(element));
const TYPED = 'input:not([type]), [type="text"], [type="url"], textarea';
const LONGEST_WAIT = 2000;
let leaving = false; // the form goes, and carries the answers itself
let replayed = null; // what an earlier page could not send is on its way

const flushAll = () => Promise.all(questions.map((one) => one.flush()));

/* Without a connection a button would end on a page of the browser's, away from the answers. */
const isCut = () => !navigator.onLine || questions.some((one) => one.cut);
const soon = (promises) => Promise.race([Promise.allSettled(promises), new Promise((done) => setTimeout(done, LONGEST_WAIT))]);

/* A form that is sent by its button carries the answers itself; it waits only for requests on their way. */
async function submit(event) {
  if (leaving) return;
  const mover = event.submitter?.closest(".order li") ? event.submitter : null;
  if (mover) {
    event.preventDefault();
    sortByHand.move(mover);
    return;
  }
  if (isCut()) {
    event.preventDefault();
    await soon([flushAll()]);
    if (isCut()) stay();
    else form.requestSubmit(event.submitter);
    return;
  }
  const busy = questions.map((one) => one.busy).filter(Boolean);
  for (const one of questions) one.handOver();
  if (!busy.length) {
    leaving = true;
    return;
  }
  event.preventDefault();
  await soon(busy);
  leaving = true;
  form.requestSubmit(event.submitter);
}

if (form) {
  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-no-autosave]")) of(event.target)?.changed(event.target.matches(TYPED));
  });
  form.addEventListener("submit", submit);
  sortByHand(form, (list) => of(list)?.changed(false));
  dragWords(form);
  document.querySelector("[data-take-over]")?.addEventListener("click", async () => {
    const response = await post(`${page.dataset.run}take-over/`).catch(() => null);
    if (!response?.ok) return;
    hide("elsewhere");
    flushAll();
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false;
    for (const one of questions) one.takeBack();
  });
  window.addEventListener("pagehide", () => leaving || flushAll());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || leaving) return;
    flushAll();
    post(`${page.dataset.run}events/`, { kind: "focus_lost" }).catch(() => {});
  });
}

if (page) {
  window.addEventListener("offline", disconnected);
  window.addEventListener("online", () => {
    connected();
    flushAll();
  });
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.defaultPrevented || !canStay()) return;
    event.preventDefault();
    stay();
  });
  // Where the page shows no question, what it says of the answers is older than what has just been sent.
  replayed = taken(questions, page.dataset.run)
    .then((sent) => sent && !form && location.reload())
    .catch(() => {});
}

/* Before the end hands in, everything that is kept here has been offered to the server. */
async function sendAll() {
  await replayed;
  await flushAll();
}

startClock({ run: page?.dataset.run, flushAll: sendAll, isLeaving: () => leaving, lock: () => questions.forEach((one) => one.lock()) });
