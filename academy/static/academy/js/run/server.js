/* Asking the server, and what time it is there. */

import { heard } from "./clock.js";

const PATIENCE = 20_000; // without a word for so long: there is no connection
const MOST_KEPT_ALIVE = 16_000; // letters: a browser refuses to keep more than 64 KiB alive beyond the page, all requests together
const token = () => document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";

async function ask(method, url, body) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
    body: sent,
    credentials: "same-origin",
    keepalive: method !== "GET" && (sent?.length ?? 0) <= MOST_KEPT_ALIVE,
    signal: AbortSignal.timeout(PATIENCE),
  });
  heard({ server_time: response.headers.get("Date") });
  return response;
}

export const put = (url, body) => ask("PUT", url, body);
export const post = (url, body = {}) => ask("POST", url, body);
export const get = (url) => ask("GET", url);
