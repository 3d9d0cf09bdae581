// Side by side, the options in which the chosen runs differ.

import { colour } from "./colours.js";

const section = document.getElementById("differences");
const most = 40;

export function show(answer, coloured) {
  section.hidden = answer.runs.length < 2;
  if (section.hidden) return;
  const table = section.querySelector("table");
  table.replaceChildren();
  const runs = answer.runs.slice(0, most);
  const head = table.createTHead().insertRow();
  head.append(cell("th", answer.options.length ? "option" : "no option differs"));
  runs.forEach((run, index) => {
    const title = cell("th", run.split("/").at(-1));
    title.title = run;
    if (coloured) title.style.color = colour(index);
    head.append(title);
  });
  const body = table.createTBody();
  for (const option of answer.options) {
    const row = body.insertRow();
    row.append(Object.assign(cell("th", option.path), { scope: "row" }));
    runs.forEach((_, index) => row.append(cell("td", option.values[index] ?? "–")));
  }
}

const cell = (name, text) => Object.assign(document.createElement(name), { textContent: text });
