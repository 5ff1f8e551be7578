// A reading is shown when its words are pointed at; selected words become offsets of the text of record.

const text = document.getElementById("text");
const now = document.getElementById("now");
const runs = [...text.querySelectorAll("[data-at]")];

function light(id) {
  for (const run of runs) {
    const own = (run.dataset.roles || "").split(" ").find((role) => role.startsWith(`${id}:`));
    run.classList.toggle("lit", Boolean(own));
  }
}

function show(run) {
  const entry = document.getElementById(run.dataset.reading);
  if (!entry) return;
  const copy = entry.cloneNode(true);
  copy.removeAttribute("id");
  copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  copy.open = true;
  now.replaceChildren(copy);
  now.hidden = false;
  light(run.dataset.reading.slice(1));
}

for (const kind of ["pointerover", "focusin"]) {
  text.addEventListener(kind, (event) => {
    const run = event.target.closest("[data-reading]");
    if (run) show(run);
  });
}

// Offsets count code points; a string of JavaScript counts UTF-16 units, so that its characters are counted.
function offsetOf(node, offset) {
  const point = document.createRange();
  point.setStart(node, offset);
  for (const run of runs) {
    const own = document.createRange();
    own.selectNodeContents(run);
    if (own.compareBoundaryPoints(Range.START_TO_START, point) >= 0) return Number(run.dataset.at);
    if (own.compareBoundaryPoints(Range.START_TO_END, point) >= 0) {
      own.setEnd(node, offset);
      const at = Number(run.dataset.at) + [...own.toString()].length;
      return Math.min(at, Number(run.dataset.end));
    }
  }
  return runs.length ? Number(runs[runs.length - 1].dataset.end) : 0;
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  const words = range.toString();
  start += [...words].length - [...words.trimStart()].length;
  end -= [...words].length - [...words.trimEnd()].length;
  return start < end ? { start, end, words: words.trim() } : null;
}

function fill({ start, end, words }) {
  for (const input of document.querySelectorAll('input[name="span_start"]')) input.value = start;
  for (const input of document.querySelectorAll('input[name="span_end"]')) input.value = end;
  const said = document.getElementById("selected");
  const quoted = document.createElement("q");
  quoted.textContent = words.length > 200 ? `${words.slice(0, 200)}…` : words;
  said.replaceChildren(`${start} to ${end}: `, quoted);
  for (const input of document.querySelectorAll('input[name="at"]')) input.value = `${start}-${end}`;
  for (const link of document.querySelectorAll(".correct-this")) {
    link.href = `?mention=${link.dataset.mention}&at=${start}-${end}#correct`;
  }
  const choice = document.querySelector('#correct select[name="mention"]');
  if (choice && !choice.value) {
    const near = [...choice.options].find((one) => Number(one.dataset.start) <= start && end <= Number(one.dataset.end));
    if (near) choice.value = near.value;
  }
}

if (document.getElementById("selected")) {
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (found) fill(found);
  });
}

function opened() {
  const entry = location.hash.startsWith("#m") ? document.getElementById(location.hash.slice(1)) : null;
  if (entry) entry.open = true;
}
addEventListener("hashchange", opened);
opened();
