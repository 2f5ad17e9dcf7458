/* Ordering: an item moves by its buttons, or is dragged with mouse, pen or finger. The hidden fields move with it. */

let tell = () => {};

function settle(list) {
  for (const item of list.children) {
    const [up, down] = item.querySelectorAll("button");
    up.disabled = !item.previousElementSibling;
    down.disabled = !item.nextElementSibling;
  }
}

function move(button) {
  const item = button.closest("li");
  const isUp = button === item.querySelector("button");
  const goal = isUp ? item.previousElementSibling : item.nextElementSibling;
  if (!goal) return;
  if (isUp) goal.before(item);
  else goal.after(item);
  settle(item.parentElement);
  (button.disabled ? item.querySelector("button:not(:disabled)") : button).focus();
  tell(item.parentElement);
}

function place(item, y) {
  const others = [...item.parentElement.children].filter((one) => one !== item);
  const below = others.find((one) => {
    const { top, height } = one.getBoundingClientRect();
    return y < top + height / 2;
  });
  if (below ? below === item.nextElementSibling : item === item.parentElement.lastElementChild) return;
  if (below) below.before(item);
  else item.parentElement.append(item);
}

function drag(event, item) {
  const list = item.parentElement;
  const before = [...list.children].indexOf(item);
  const onMove = (moved) => {
    item.classList.add("is-dragged");
    place(item, moved.clientY);
  };
  const onEnd = () => {
    document.removeEventListener("pointermove", onMove);
    document.removeEventListener("pointerup", onEnd);
    document.removeEventListener("pointercancel", onEnd);
    item.classList.remove("is-dragged");
    settle(list);
    if ([...list.children].indexOf(item) !== before) tell(list);
  };
  event.preventDefault();
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onEnd);
  document.addEventListener("pointercancel", onEnd);
}

/* Bring items into the order of their values. */
export function arrange(box, values) {
  const fields = [...box.querySelectorAll(".order [type=hidden]")];
  const items = values.map((value) => fields.find((field) => field.value === value)?.closest("li")).filter(Boolean);
  for (const item of items) item.parentElement.append(item);
  for (const list of new Set(items.map((item) => item.parentElement))) settle(list);
}

function ready(list) {
  for (const item of list.children) {
    if (item.querySelector(".grip")) continue;
    const grip = document.createElement("span");
    grip.className = "grip"; // a finger drags here, and scrolls the page everywhere else
    grip.setAttribute("aria-hidden", "true");
    item.prepend(grip);
  }
}

export function sortByHand(form, changed) {
  tell = changed;
  const lists = () => form.querySelectorAll("[data-question] [data-fields] .order");
  lists().forEach(ready);
  form.addEventListener("run:replaced", () => lists().forEach(ready));
  form.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-question] [data-fields] .order > li");
    if (!item || event.button !== 0 || event.target.closest("button")) return;
    if (event.pointerType === "touch" && !event.target.closest(".grip")) return;
    drag(event, item);
  });
}

sortByHand.move = move;
