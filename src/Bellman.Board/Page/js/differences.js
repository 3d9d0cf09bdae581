// Side by side, the options in which the chosen runs differ.

import { colour } from "./colours.js";
import { shortNames } from "./names.js";

const section = document.getElementById("differences");
const most = 40;

export function show(answer, indexOf) {
  section.hidden = answer.runs.length < 2;
  if (section.hidden) return;
  const table = section.querySelector("table");
  table.replaceChildren();
  const runs = answer.runs.slice(0, most);
  const head = table.createTHead().insertRow();
  head.append(cell("th", answer.options.length ? "option" : "no option differs"));
  const names = shortNames(answer.runs);
  runs.forEach((run) => {
    const title = cell("th", names.get(run));
    title.title = title.dataset.run = run;
    head.append(title);
  });
  shade(indexOf);
  const body = table.createTBody();
  for (const option of answer.options) {
    const row = body.insertRow();
    row.append(Object.assign(cell("th", option.path), { scope: "row" }));
    runs.forEach((_, index) => row.append(cell("td", option.values[index]?.replace(/^$/, "none") ?? "–")));
  }
}

/** Gives the runs the colours of their curves: `indexOf` has their numbers. */
export function shade(indexOf) {
  for (const title of section.querySelectorAll("[data-run]")) title.style.color = indexOf(title.dataset.run) < 0 ? "" : colour(indexOf(title.dataset.run));
}

const cell = (name, text) => Object.assign(document.createElement(name), { textContent: text });
