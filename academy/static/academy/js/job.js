/* Long work goes on by itself while its page is open. Without this file its button does a part at each press.
   Every word is in the page; this file holds none.

   [data-job][data-job-slices]  the part of the page that says how far it is, and how many slices are done
   [data-job-go-on]             the form inside it that does a part */

const PAUSE = 3000; // milliseconds, where somebody else is at it, a slice failed or nobody answers

const job = (page) => page.querySelector("[data-job]");
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

async function press(form) {
  try {
    return await fetch(location.href, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  } catch {
    return null;
  }
}

async function goOn() {
  for (let shown = job(document); shown; shown = job(document)) {
    const answer = await press(shown.querySelector("[data-job-go-on]"));
    if (!answer?.ok) {
      await pause();
      continue;
    }
    if (new URL(answer.url).pathname !== location.pathname) return location.replace(answer.url);
    const next = job(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (!next) return location.reload();
    if (next.dataset.jobSlices === shown.dataset.jobSlices) await pause();
    shown.replaceWith(next);
  }
}

goOn();
