/* The clock: the server's time, counted here. A reply of the server may move it, and the deadline too. */

import { get } from "./server.js";

const timer = document.querySelector("[data-deadline]");
const SLACK = 3000; // a header counts whole seconds, and is on its way for some
const ASK_AGAIN = 60_000;
let deadline = Date.parse(timer?.dataset.deadline);
let ahead = Date.parse(timer?.dataset.serverNow) - askedAt();
let last = Infinity; // the seconds left when they were last looked at, here or on the page before
let over = false;
let given = null;

/* When the page was asked for. The server looked at its clock right then; what came after cost time that is gone. */
function askedAt() {
  const asked = performance.getEntriesByType("navigation")[0]?.requestStart;
  return asked ? performance.timeOrigin + asked : Date.now();
}

const left = () => Math.max(0, Math.ceil((deadline - Date.now() - ahead) / 1000));

export function heard({ server_time, deadline_at }) {
  const difference = Date.parse(server_time) - Date.now();
  if (Math.abs(difference - ahead) > SLACK) ahead = difference;
  const moved = Date.parse(deadline_at);
  if (!Number.isFinite(moved) || moved === deadline) return;
  if (moved > deadline) last = Infinity;
  deadline = moved;
  if (over && left() > 0) location.reload(); // more time came after the page was locked
}

async function askClock() {
  const response = await get(`${given.run}clock/`).catch(() => null);
  if (!response?.ok) return null;
  const said = await response.json();
  heard(said);
  return said;
}

async function timeIsOver() {
  over = true;
  await given.flushAll();
  const said = await askClock();
  if (left() > 0) {
    over = false;
    tick();
    return;
  }
  given.lock();
  const notice = document.querySelector("[data-time-up]");
  if (notice) notice.hidden = false;
  const handIn = document.querySelector("form[data-hand-in]");
  if (given.isLeaving()) return;
  if (said && !said.is_open) location.reload();
  else if (said && handIn) handIn.submit(); // without a connection a form would end on a page of the browser's
  else setTimeout(askUntilClosed, 5000);
}

/* Nothing is handed in by itself here: the page waits until it was, by the learner or by the server. */
async function askUntilClosed() {
  const said = await askClock();
  if (said && !said.is_open) location.reload();
  else setTimeout(askUntilClosed, 15_000);
}

function announce(seconds) {
  const live = document.querySelector("[data-announce]");
  if (live && last > 300 && seconds <= 300 && seconds > 240) live.textContent = live.dataset.five;
  if (live && last > 60 && seconds <= 60 && seconds > 30) live.textContent = live.dataset.one;
  last = seconds;
  recall(seconds);
}

/* What was announced on one page is not announced again on the next. */
function recall(seconds) {
  const name = `academy:left:${given.run}`;
  try {
    if (seconds !== undefined) sessionStorage.setItem(name, seconds);
    return Number(sessionStorage.getItem(name) ?? Infinity);
  } catch {
    return Infinity;
  }
}

function tick() {
  const seconds = left();
  (timer.querySelector("[data-clock]") ?? timer).textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  timer.classList.toggle("is-warn", seconds <= 300);
  announce(seconds);
  if (seconds > 0) setTimeout(tick, 1000 - ((Date.now() + ahead) % 1000));
  else timeIsOver();
}

export function startClock(page) {
  given = page;
  if (!timer || !given.run || !Number.isFinite(deadline) || !Number.isFinite(ahead)) return;
  last = recall();
  document.addEventListener("visibilitychange", () => document.hidden || askClock());
  setInterval(() => over || document.hidden || askClock(), ASK_AGAIN);
  if (document.querySelector("[data-time-up]:not([hidden])") && !document.querySelector("form[data-hand-in]")) {
    over = true;
    setTimeout(askUntilClosed, 5000);
  }
  if (over) (timer.querySelector("[data-clock]") ?? timer).textContent = "0:00";
  else tick();
}
