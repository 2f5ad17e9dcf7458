/* A file that is chosen is sent at once, and the page is saved with it. Without this file it goes with the form.
   Every word is in the page; this file holds none.

   [data-upload][data-upload-url]  the question; its file input is [type=file], its hidden fields `file` and `name` end in those names
   [data-upload-status]            takes what happens; data-sending and data-unsent hold the words
   [data-upload-send]              the button that saves the page and stays on it */

function tell(status, words, troubled = true) {
  status.textContent = words;
  status.className = troubled ? "error" : "hint";
}

function hidden(question, input, field, value) {
  const name = input.name.replace(/upload$/, field);
  let held = question.querySelector(`[type="hidden"][name="${name}"]`);
  if (!held) {
    held = Object.assign(document.createElement("input"), { type: "hidden", name });
    question.append(held);
  }
  held.value = value;
}

async function send(question, input) {
  const status = question.querySelector("[data-upload-status]");
  tell(status, status.dataset.sending, false);
  const body = new FormData();
  body.set("upload", input.files[0]);
  const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
  let response;
  try {
    response = await fetch(question.dataset.uploadUrl, { method: "POST", headers: { "X-CSRFToken": token }, body, credentials: "same-origin" });
  } catch {
    return tell(status, status.dataset.unsent);
  }
  const said = await response.json().catch(() => null);
  input.value = "";
  if (response.status !== 201 || !said) return tell(status, said?.detail ?? status.dataset.unsent);
  tell(status, "", false);
  hidden(question, input, "file", said.file);
  hidden(question, input, "name", said.name);
  for (const other of question.querySelectorAll('[name$="link"]')) other.value = "";
  for (const other of question.querySelectorAll('[name$="away"]')) other.checked = false;
  input.form.requestSubmit(question.querySelector("[data-upload-send]"));
}

/* Heard on the page: a question may be replaced by the one the server has. */
document.addEventListener("change", (event) => {
  const question = event.target.closest("[data-upload-url]");
  if (question && event.target.type === "file" && event.target.files.length) send(question, event.target);
});
