/* What the server has not acknowledged yet, kept on this device: an entry for each question of each attempt. */

import { show } from "./signs.js";

const STORE = "academy:answer:";

export function keep(url, entry) {
  try {
    if (entry) localStorage.setItem(STORE + url, JSON.stringify(entry));
    else localStorage.removeItem(STORE + url);
    return true;
  } catch {
    if (entry) show("unkept"); // full or blocked: it still sends, and says what it cannot do
    return false;
  }
}

export function kept(url) {
  try {
    return JSON.parse(localStorage.getItem(STORE + url));
  } catch {
    return null;
  }
}

export function keptOf(run) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(STORE + run)).map((name) => name.slice(STORE.length));
  } catch {
    return [];
  }
}
