// The list of runs: filter, boxes to choose by, and what state each is in.

import { compact, figure } from "./format.js";
import { colour } from "./colours.js";
import { shortNames } from "./names.js";

const list = document.getElementById("runs");
const filter = document.getElementById("filter");
const rows = new Map();
let known = [];

// The colour of a run has the number that indexOf gives; below zero it is not drawn.
export function show(runs, chosen, indexOf) {
  known = runs;
  const wanted = runs.filter(matches);
  const names = new Set(wanted.map((run) => run.id));
  for (const [id, row] of rows) {
    if (names.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  const items = [];
  const called = shortNames(runs.map((run) => run.id));
  let environment = null;
  for (const run of wanted.sort(byEnvironment)) {
    if (run.environment !== environment) items.push(title((environment = run.environment)));
    items.push(update(run, called.get(run.id), chosen.includes(run.id), indexOf(run.id)));
  }
  // What stands where it should is left there, so that the keyboard's place in the list is kept.
  items.forEach((item, index) => list.children[index] !== item && list.insertBefore(item, list.children[index] ?? null));
  while (list.children.length > items.length) list.lastChild.remove();
  document.getElementById("count").textContent = summary(runs, wanted, chosen);
}

/** From the filter into the list with Enter or the arrow down; in the list from box to box. */
export function steer() {
  filter.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === "ArrowDown") && go(event, 0));
  list.addEventListener("keydown", (event) => {
    const at = boxes().indexOf(event.target);
    if (event.key === "ArrowDown") go(event, at + 1);
    else if (event.key === "ArrowUp" && at === 0) filter.focus();
    else if (event.key === "ArrowUp") go(event, at - 1);
  });
}

const boxes = () => [...list.querySelectorAll("input")];

function go(event, index) {
  event.preventDefault();
  boxes()[index]?.focus();
}

export const listed = () => known.filter(matches).map((run) => run.id);

function matches(run) {
  const text = `${run.id} ${run.environment} ${run.agent} ${run.preset ?? ""} ${run.state}`.toLowerCase();
  return filter.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

const byEnvironment = (one, other) =>
  one.environment.localeCompare(other.environment) || one.id.localeCompare(other.id, "en", { numeric: true });

const titles = new Map();

function title(environment) {
  if (!titles.has(environment)) {
    const element = document.createElement("h3");
    element.className = "environment";
    element.textContent = environment || "other";
    titles.set(environment, element);
  }
  return titles.get(environment);
}

function update(run, name, isChosen, index) {
  let row = rows.get(run.id);
  if (!row) rows.set(run.id, (row = create(run.id)));
  const shown = JSON.stringify([name, isChosen, index, index >= 0 && colour(index), run.state, about(run)]);
  if (row.dataset.shown === shown) return row;
  row.dataset.shown = shown;
  row.querySelector(".name").textContent = name;
  row.querySelector("input").checked = isChosen;
  row.querySelector(".dot").style.background = index >= 0 ? colour(index) : "transparent";
  const state = row.querySelector(".state");
  state.textContent = run.state;
  state.className = `state ${run.state}`;
  row.querySelector(".about").textContent = about(run);
  return row;
}

function create(id) {
  const row = document.createElement("label");
  row.className = "run";
  row.title = id;
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: id });
  row.append(box, part("dot"), part("name"), part("state"), part("about"));
  return row;
}

const part = (name) => Object.assign(document.createElement("span"), { className: name });

function about(run) {
  const parts = [];
  if (run.steps !== null) parts.push(`${compact(run.steps)} steps`);
  if (run.meanReturn !== null) parts.push(`mean ${figure(run.meanReturn)}`);
  if (run.evaluation !== null) parts.push(`greedy ${figure(run.evaluation)}`);
  return parts.join(" · ");
}

function summary(runs, wanted, chosen) {
  const running = runs.filter((run) => run.state === "running").length;
  const parts = [`${runs.length} run${runs.length === 1 ? "" : "s"}`];
  if (wanted.length !== runs.length) parts.push(`${wanted.length} listed`);
  parts.push(`${chosen.length} chosen`);
  if (running) parts.push(`${running} running`);
  return parts.join(", ");
}
