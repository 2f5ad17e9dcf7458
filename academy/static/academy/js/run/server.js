/* Asking the server, and what time it is there. */

import { heard } from "./clock.js";

const token = () => document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";

async function ask(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    keepalive: method !== "GET",
  });
  heard({ server_time: response.headers.get("Date") });
  return response;
}

export const put = (url, body) => ask("PUT", url, body);
export const post = (url, body = {}) => ask("POST", url, body);
export const get = (url) => ask("GET", url);
