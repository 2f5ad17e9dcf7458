/* The editor of a quiz, made better: the figures follow while the parts are edited, and a purpose brings its usual settings.
   Without this file the buttons open the figures as pages, and a purpose is chosen by its link. Every word is in the page.

   [data-coverage]            the panel; its value is where the form is sent to be counted; data-failed is said when that fails
   [data-coverage-result]     takes the fragment; <template data-versions-for="id"> in it holds the options of that list
   [data-coverage-now]        counts at once          [data-dry-run], [data-dry-run-result]  the same for a dry run
   #academy-presets           JSON: the settings of every purpose, only where a quiz is new */

const PAUSE = 600;
const FRAGMENT = { "X-Academy-Fragment": "1" };

const panel = document.querySelector("[data-coverage]");
const form = document.querySelector("#w-editor-form");
const touched = new Set();
let waiting = 0;
const asked = new Map(); // by place, the number of the last request: an older answer is dropped

async function ask(address) {
  const answer = await fetch(address, { method: "POST", body: new FormData(form), headers: FRAGMENT });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.text();
}

async function fill(place, address) {
  const turn = (asked.get(place) ?? 0) + 1;
  asked.set(place, turn);
  place.setAttribute("aria-busy", "true");
  try {
    const html = await ask(address);
    if (turn === asked.get(place)) place.innerHTML = html;
  } catch {
    const note = document.createElement("p");
    note.textContent = panel.dataset.failed;
    place.querySelector("[data-failure]")?.remove();
    note.dataset.failure = "";
    place.prepend(note);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/* The versions of a question that was just chosen; a chosen one stays when the question still has it. */
function offer() {
  for (const found of panel.querySelectorAll("template[data-versions-for]")) {
    const list = document.getElementById(found.dataset.versionsFor);
    if (!list) continue;
    const chosen = list.value;
    const options = [...found.content.querySelectorAll("option")];
    list.replaceChildren(list.options[0], ...options);
    list.value = options.some((option) => option.value === chosen) ? chosen : "";
  }
}

async function count() {
  await fill(panel.querySelector("[data-coverage-result]"), panel.dataset.coverage);
  offer();
}

function countSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(count, PAUSE);
}

function field(name) {
  return form.elements.namedItem(name);
}

/* The settings of a purpose, where the author has not set something else. */
function prefer(preset) {
  for (const [name, value] of Object.entries(preset)) {
    const input = field(name);
    if (!input || name === "purpose" || touched.has(name)) continue;
    if (input.type === "checkbox") input.checked = Boolean(value);
    else input.value = value ?? "";
  }
  showTable();
}

function showTable() {
  const table = form.querySelector(".academy-matrix")?.closest("[data-field-wrapper], .w-panel__wrapper, .w-field__wrapper");
  if (table) table.hidden = field("review")?.value !== "expert";
}

if (panel && form) {
  const slots = document.getElementById("id_slots-FORMS");
  form.addEventListener("input", (event) => event.target.name?.startsWith("slots-") && countSoon());
  form.addEventListener("change", (event) => event.target.name?.startsWith("slots-") && countSoon());
  // Choosers and the buttons of a part change hidden fields without an event.
  if (slots) new MutationObserver(countSoon).observe(slots, { childList: true, subtree: true, attributeFilter: ["value", "class"] });
  panel.querySelector("[data-coverage-now]").addEventListener("click", (event) => {
    event.preventDefault();
    count();
  });
  const run = panel.querySelector("[data-dry-run]");
  run.addEventListener("click", (event) => {
    event.preventDefault();
    fill(panel.querySelector("[data-dry-run-result]"), run.formAction);
  });
}

if (form) {
  const presets = document.getElementById("academy-presets");
  const known = presets ? JSON.parse(presets.textContent) : {};
  form.addEventListener("change", (event) => {
    if (event.target.name === "purpose") prefer(known[event.target.value] ?? {});
    else touched.add(event.target.name);
    if (event.target.name === "review") showTable();
  });
  showTable();
}
