/* What is answered, shown without a reload: in the overview, in its two counts and in the pieces of the header.

   [data-overview="q3-"]      the button of a question; [data-is-done][data-is-open] in it holds the words
   [data-count="done"]        a count; data-text="{count} answered". The other is "open" */

const buttons = [...document.querySelectorAll("[data-overview]")];

export function markAnswered(prefix, answered) {
  const button = buttons.find((one) => one.dataset.overview === prefix);
  if (!button) return;
  button.classList.toggle("is-done", answered);
  const words = button.querySelector("[data-is-done]");
  if (words) words.textContent = answered ? words.dataset.isDone : words.dataset.isOpen;
  count();
}

function count() {
  const done = buttons.filter((one) => one.classList.contains("is-done")).length;
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = place.dataset.text.replace("{count}", place.dataset.count === "done" ? done : buttons.length - done);
  }
  const pieces = [...document.querySelectorAll(".runbar .segments > *")];
  pieces.forEach((piece, place) => {
    if (place < done) piece.className = "is-done";
    else piece.classList.remove("is-done");
  });
}
