// The overview without loading a page anew: links and forms that only change its state are fetched, and their parts
// swapped in. Without this module they are plain links and forms.
import { draw, watchColours } from "./plots.js";

const root = document.getElementById("overview");
let latest = 0;

async function show(address, { push = true } = {}) {
  const asked = ++latest;
  root.classList.add("loading");
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== latest) return;
    if (push) history.pushState(null, "", address);
    swap(page);
    draw(root, show);
  } catch {
    window.location.assign(address);
  } finally {
    if (asked === latest) {
      root.classList.remove("loading");
      root.removeAttribute("aria-busy");
    }
  }
}

function swap(page) {
  const focused = place(document.activeElement);
  const open = new Map([...root.querySelectorAll("details")].map((one) => [place(one), one.open]));
  for (const part of root.querySelectorAll("[data-part]")) {
    const anew = page.getElementById(part.id);
    if (anew) part.replaceWith(document.importNode(anew, true));
  }
  for (const one of root.querySelectorAll("details")) {
    const was = open.get(place(one));
    if (was !== undefined) one.open = was;
  }
  find(focused)?.focus({ preventScroll: true });
}

// Where an element stands in its part: good enough to give the focus back after a swap.
function place(element) {
  const part = element?.closest?.("[data-part]");
  if (!part) return null;
  const told = element.tagName === "DETAILS" ? element.querySelector("summary") : element;
  const words = element.name || told.textContent.trim().slice(0, 60);
  return JSON.stringify([part.id, element.tagName, words.replace(/\d+/g, "")]);
}

function find(key) {
  if (!key) return null;
  const [id, tag] = JSON.parse(key);
  const part = document.getElementById(id);
  return [...(part?.querySelectorAll(tag) ?? [])].find((one) => place(one) === key);
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a.state");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.getAttribute("href"));
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = [...new FormData(event.target)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(said.filter(([name, value]) => name !== "order" || value !== "-date"));
  show(`${event.target.getAttribute("action")}?${query}`);
});

window.addEventListener("popstate", () => show(window.location.href, { push: false }));

draw(root, show);
watchColours(() => draw(root, show));
