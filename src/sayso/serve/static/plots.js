// Plots: BokehJS draws what the server made of the same query; what is brushed or chosen becomes a new address.
const RADIUS = 6378137;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();
let library = null;
let land = null;

export function watchColours(again) {
  dark.addEventListener("change", again);
}

export function draw(root, show) {
  for (const target of root.querySelectorAll("[data-plot]")) drawOne(root, target, show);
}

async function drawOne(root, target, show) {
  const name = target.dataset.plot;
  const query = new URLSearchParams(window.location.search);
  if (dark.matches) query.set("dark", "true");
  query.delete("start");
  const asked = `/plots/${name}.json?${query}`;
  if (drawn.get(name)?.asked === asked) return;
  drawn.set(name, { ...drawn.get(name), asked });
  const [Bokeh, answer] = await Promise.all([loaded(root.dataset.library), fetch(asked)]);
  if (!Bokeh || !answer.ok) return;
  const item = await answer.json();
  if (drawn.get(name).asked !== asked) return;
  drawn.get(name).views?.clear();
  target.replaceChildren();
  const first = target.hidden;
  target.hidden = false;
  const views = await Bokeh.embed.embed_item(item, target.id);
  drawn.set(name, { asked, views });
  const plot = [...views][0].model.document;
  if (name === "map") plot.get_model_by_name("land").data = await shapes();
  listen(name, plot, show);
  if (first) closeTable(name);
}

// BokehJS is loaded after the page stands; where it cannot be, the tables stay.
function loaded(address) {
  library ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => {
      window.Bokeh.set_log_level("error");
      resolve(window.Bokeh);
    });
    script.addEventListener("error", () => resolve(null));
    document.head.append(script);
  });
  return library;
}

function shapes() {
  land ??= fetch("/plots/land.json").then((answer) => (answer.ok ? answer.json() : { xs: [], ys: [] }));
  return land;
}

function closeTable(name) {
  const table = document.querySelector(`#${name}-table details`);
  if (table) table.open = false;
}

function listen(name, plot, show) {
  plot.on_event("selectiongeometry", (_, event) => {
    const { type, x0, x1, y0, y1 } = event.geometry;
    if (type !== "rect" || !event.final) return;
    if (name === "timeline") brush(plot, x0, x1, show);
    if (name === "map") show(changed({ box: [degreesNorth(y0), degreesEast(x0), degreesNorth(y1), degreesEast(x1)].map((one) => one.toFixed(4)).join(",") }));
  });
  const chosen = { timeline: "bars", map: "places", graph: "parties" }[name];
  const source = plot.get_model_by_name(chosen);
  source.selected.properties.indices.change.connect(() => {
    const [at] = source.selected.indices;
    if (at === undefined) return;
    const { data } = source;
    if (name === "timeline") show(changed({ since: data.first[at], until: data.last[at] }));
    if (name === "map" && data.place[at]) show(changed({ place: data.place[at] }));
    if (name === "graph") show(changed({ party: data.id[at] }));
  });
}

// The bars that lie in a brush by their middles, from the first day of the first to the last day of the last.
function brush(plot, x0, x1, show) {
  const { data } = plot.get_model_by_name("bars");
  const inside = [...data.middle.keys()].filter((at) => data.middle[at] >= x0 && data.middle[at] <= x1);
  if (!inside.length) return;
  show(changed({ since: data.first[inside[0]], until: data.last[inside.at(-1)] }));
}

function changed(filters) {
  const query = new URLSearchParams(window.location.search);
  query.delete("start");
  for (const [name, value] of Object.entries(filters)) query.set(name, value);
  return `/overview?${query}`;
}

function degreesEast(metres) {
  return (metres / RADIUS) * (180 / Math.PI);
}

function degreesNorth(metres) {
  return (2 * Math.atan(Math.exp(metres / RADIUS)) - Math.PI / 2) * (180 / Math.PI);
}
