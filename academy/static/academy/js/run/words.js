/* Words that are dragged onto gaps. The selects hold the answer; a word only chooses in them.

   [data-drag-word="token"]   a word; with data-many it may stand in several gaps
   select[data-drop-gap]      a gap */

const gapsOf = (word) => [...word.closest("[data-fields]").querySelectorAll("select[data-drop-gap]")];

function fill(gap, word) {
  const token = word.dataset.dragWord;
  if (![...gap.options].some((option) => option.value === token)) return;
  if (!("many" in word.dataset)) for (const other of gapsOf(word)) if (other !== gap && other.value === token) other.value = "";
  gap.value = token;
  gap.dispatchEvent(new Event("input", { bubbles: true }));
}

function drag(event, word) {
  const ghost = word.cloneNode(true);
  let over = null;
  ghost.classList.add("is-dragged-word");
  ghost.setAttribute("aria-hidden", "true");
  const onMove = (moved) => {
    if (!ghost.isConnected) word.closest(".academy").append(ghost);
    ghost.style.translate = `${moved.clientX}px ${moved.clientY}px`;
    over?.classList.remove("is-over");
    over = gapsOf(word).find((gap) => {
      const { left, right, top, bottom } = gap.getBoundingClientRect();
      return moved.clientX >= left && moved.clientX <= right && moved.clientY >= top && moved.clientY <= bottom;
    }) ?? null;
    over?.classList.add("is-over");
  };
  const onEnd = (ended) => {
    document.removeEventListener("pointermove", onMove);
    document.removeEventListener("pointerup", onEnd);
    document.removeEventListener("pointercancel", onEnd);
    ghost.remove();
    over?.classList.remove("is-over");
    if (over && ended.type === "pointerup") fill(over, word);
  };
  event.preventDefault();
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onEnd);
  document.addEventListener("pointercancel", onEnd);
}

export function dragWords(form) {
  form.addEventListener("pointerdown", (event) => {
    const word = event.target.closest("[data-fields] [data-drag-word]");
    if (word && event.button === 0) drag(event, word);
  });
}
