// The board: which runs are chosen and how they are drawn; what is new is asked for every two seconds.

import * as api from "./api.js";
import * as chart from "./chart.js";
import { onScheme } from "./colours.js";
import * as differences from "./differences.js";
import * as download from "./download.js";
import { keys } from "./keys.js";
import { markOf } from "./marks.js";
import { offer, onPlayed, played } from "./playing.js";
import * as list from "./runs.js";
import { change, view } from "./view.js";

const pause = 2000;
const chosenAtFirst = 8;
const at = (id) => document.getElementById(id);

let runs = [];
let answer = null;
let drawn = [];
let drawnLength = "";
let pending = null;
let isRefining = false;

const chosen = () => view.runs ?? [];
const lengths = () => runs.filter((run) => chosen().includes(run.id)).map((run) => `${run.id} ${run.length}`).join();

// In the colours of the lines: each run's own, or its group's.
const colourOf = (id) => (view.group && answer?.groups.length ? answer.groups.findIndex((g) => g.runs.includes(id)) : chosen().indexOf(id));

function listRuns() {
  list.show(runs, chosen(), colourOf);
  differences.shade(colourOf);
}

async function look() {
  try {
    const found = await api.runs();
    runs = found.runs;
    at("folder").textContent = found.folder.split(/[\\/]/).at(-1);
    at("folder").title = found.folder;
    choose();
    listRuns();
    if (at("live").checked && !isRefining && lengths() !== drawnLength) curves();
    else if (!answer && !chosen().length) nothing();
    await offer(runs.filter((run) => chosen().includes(run.id)));
    if (!isRefining) say(damage());
  } catch (failure) {
    say(failure.message);
  }
  setTimeout(look, pause);
}

// At first those that wrote last; later what was chosen, as far as it is still there.
function choose() {
  const names = new Set(runs.map((run) => run.id));
  if (view.runs) view.runs = view.runs.filter((id) => names.has(id));
  else if (runs.length) {
    const newest = [...runs].sort((one, other) => other.written.localeCompare(one.written))[0];
    const alike = runs.filter((run) => run.environment === newest.environment).sort((one, other) => other.written.localeCompare(one.written));
    view.runs = alike.slice(0, chosenAtFirst).map((run) => run.id).sort();
  }
}

async function curves() {
  pending?.abort();
  if (!chosen().length) return nothing();
  const own = (pending = new AbortController());
  isRefining = true;
  drawnLength = lengths();
  try {
    await figures(own.signal);
    if (own.signal.aborted) return;
    await refine(own.signal);
    say(damage());
  } catch (failure) {
    if (failure.name === "AbortError") return;
    say(failure.message);
    drawnLength = "";
  } finally {
    if (pending === own) isRefining = false;
  }
}

// At once what is known, in sketches where files are long; then, less and less often, what the server has read since.
async function refine(signal) {
  for (let wait = 0, progress = 0; progress < 1; wait = Math.min(2000, 2 * wait + 250)) {
    const asked = await api.curves(chosen(), view, { ...chart.detail(view, chosen().length), wait }, signal);
    if (signal.aborted) return;
    answer = asked;
    progress = answer.progress;
    paint();
    if (view.group) listRuns();
    document.body.dataset.progress = progress;
  }
}

function damage() {
  const damaged = answer?.runs.find((run) => run.damage);
  return damaged ? `${damaged.id}: ${damaged.damage}` : "";
}

function paint() {
  drawn = chart.lines(answer, view, chosen());
  if (!answer.x.length) return chart.empty(`The chosen runs have no ${view.metric} yet.`);
  chart.draw(answer, view, drawn, threshold(), mark(), (from, to) => show({ from, to }));
}

const mark = () => markOf(answer, drawn, view, played());

// A line where all chosen runs are of one environment and the figure is a return.
function threshold() {
  const levels = new Set(runs.filter((run) => chosen().includes(run.id)).map((run) => run.threshold));
  return levels.size === 1 && /return/.test(view.metric) ? [...levels][0] : null;
}

function nothing() {
  answer = null;
  drawnLength = "";
  chart.empty(runs.length ? "Choose runs on the left." : "No run yet: it appears here as soon as it starts.");
  at("differences").hidden = true;
}

let offered = "";

async function figures(signal) {
  const names = await api.metrics(chosen(), signal);
  if (signal.aborted) return;
  if (names.length && !names.includes(view.metric)) change({ metric: names[0] });
  if (names.join() !== offered) at("metric").replaceChildren(...names.map((name) => new Option(name.replaceAll("_", " "), name)));
  offered = names.join();
  at("metric").value = view.metric;
}

function show(values) {
  change(values);
  controls();
  listRuns();
  curves();
  if (values.runs && chosen().length > 1) compare();
  else if (values.runs) at("differences").hidden = true;
}

// What is drawn has the digits that a screen shows; a table has them all, and none of a sketch.
async function table() {
  try {
    let whole;
    do whole = await api.curves(chosen(), view, { ...chart.detail(view, chosen().length), wait: 2000, digits: "all" });
    while (whole.progress < 1);
    download.csv(whole, chart.lines(whole, view, chosen()), view);
  } catch (failure) {
    say(failure.message);
  }
}

async function compare() {
  try {
    const asked = chosen();
    const found = await api.differences(asked);
    if (asked === chosen()) differences.show(found, colourOf);
  } catch (failure) {
    say(failure.message);
  }
}

function controls() {
  at("x").value = view.x;
  if (document.activeElement !== at("smooth")) at("smooth").value = view.smooth;
  at("group").checked = view.group;
  at("spread").checked = view.spread;
  at("spread").disabled = view.group || chosen().length > chart.mostBands;
  at("log").checked = view.log;
  at("reset").disabled = view.from === null && view.to === null;
}

function say(text) {
  at("message").textContent = text;
  at("message").hidden = !text;
}

function move(share, factor) {
  const range = chart.range();
  if (!range) return;
  const [from, to] = range;
  const middle = (from + to) / 2 + share * (to - from);
  const half = ((to - from) / 2) * factor;
  show({ from: Math.max(0, middle - half), to: middle + half });
}

at("runs").addEventListener("change", (event) => {
  const id = event.target.value;
  const others = chosen().filter((run) => run !== id);
  show({ runs: event.target.checked ? [...others, id] : others });
});
at("filter").addEventListener("input", () => listRuns());
list.steer();
at("all").addEventListener("click", () => show({ runs: list.listed() }));
at("none").addEventListener("click", () => show({ runs: [] }));
at("metric").addEventListener("change", (event) => show({ metric: event.target.value }));
at("x").addEventListener("change", (event) => show({ x: event.target.value, from: null, to: null }));
at("smooth").addEventListener("input", (event) => event.target.validity.valid && event.target.value && show({ smooth: Number(event.target.value) }));
for (const name of ["group", "spread", "log"]) at(name).addEventListener("change", (event) => show({ [name]: event.target.checked }));
at("reset").addEventListener("click", () => show({ from: null, to: null }));
at("save-csv").addEventListener("click", () => answer && table());
at("save-png").addEventListener("click", () => download.png(view, drawn, threshold()));
at("save-svg").addEventListener("click", () => answer && download.svg(view, answer, drawn, view, threshold(), chart.scale(), mark()));
at("tools").addEventListener("submit", (event) => event.preventDefault());

keys({
  "/": () => at("filter").focus(),
  a: () => at("all").click(),
  n: () => at("none").click(),
  g: () => show({ group: !view.group }),
  e: () => show({ spread: !view.spread }),
  l: () => show({ log: !view.log }),
  0: () => show({ from: null, to: null }),
  "+": () => move(0, 0.5),
  "-": () => move(0, 2),
  ArrowLeft: () => move(-0.25, 1),
  ArrowRight: () => move(0.25, 1),
});
onScheme(() => {
  listRuns();
  if (answer) paint();
});
onPlayed((isOpen) => {
  chart.shareHeight(isOpen);
  if (answer) paint();
  if (isOpen) at("chart").scrollIntoView({ block: "start" });
});
controls();
look().then(() => chosen().length > 1 && compare());
