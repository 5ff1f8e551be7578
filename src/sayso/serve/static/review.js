// Keys for the queue: j and k move, y, n and u press the buttons of the pair that is here, ? opens the help.
const pairs = [...document.querySelectorAll(".pair")];
const help = document.getElementById("help");
let here = Math.max(0, pairs.findIndex((pair) => `#${pair.id}` === location.hash));

function show(at) {
  if (!pairs.length) return;
  pairs[here].classList.remove("here");
  here = Math.min(Math.max(at, 0), pairs.length - 1);
  pairs[here].classList.add("here");
  pairs[here].focus({ preventScroll: true });
  pairs[here].scrollIntoView({ block: "center" });
}

function press(key) {
  const form = pairs[here]?.querySelector(`form[data-key="${key}"]`);
  if (!form) return;
  const name = form.querySelector("input[name=by]:not([type=hidden])");
  if (name && !name.value) name.focus();
  else form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
  const doing = { j: () => show(here + 1), k: () => show(here - 1), "?": () => { help.open = !help.open; } };
  const act = doing[event.key] ?? ("ynu".includes(event.key) ? () => press(event.key) : null);
  if (!act) return;
  event.preventDefault();
  act();
});

for (const [at, pair] of pairs.entries()) pair.addEventListener("focusin", () => { if (at !== here) { pairs[here].classList.remove("here"); here = at; pair.classList.add("here"); } });
if (location.hash.startsWith("#p") || !location.hash) show(here);
