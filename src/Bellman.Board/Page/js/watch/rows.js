// Numbers in rows: a name, a bar, the number. Where no range is given, a row finds the largest size of its own as it goes.

import { element } from "./element.js";

const most = 64;

export function rows(heading) {
  const title = element("h2", { textContent: heading });
  const body = element("div", { className: "rows" });
  const section = element("section", {}, title, body);
  const made = [];
  const largest = [];

  function row(name) {
    const bar = element("i");
    const parts = { name: element("span", { className: "name", textContent: name, title: name }), bar, number: element("span", { className: "number" }) };
    parts.row = element("div", { className: "row" }, parts.name, element("span", { className: "track" }, bar), parts.number);
    body.append(parts.row);
    return parts;
  }

  function show(names, numbers, range = null, best = -1) {
    const count = Math.min(numbers.length, most);
    section.dataset.count = count;
    while (made.length < count) {
      largest.push(0);
      made.push(row(names[made.length] ?? String(made.length)));
    }

    for (let i = 0; i < count; i++) {
      const number = numbers[i];
      largest[i] = Math.max(largest[i], Math.abs(number ?? 0));
      const [from, to] = range ?? [-largest[i], largest[i]];
      place(made[i].bar, number ?? 0, from, to);
      made[i].number.textContent = text(number);
      made[i].row.classList.toggle("best", i === best);
    }
  }

  return { section, show, title: (value) => (title.textContent = value) };
}

const text = (number) => (number === null ? "–" : Number.isInteger(number) ? String(number) : number.toFixed(Math.abs(number) < 100 ? 3 : 0));

// From zero to the number, on a track from the lowest to the highest.
function place(bar, number, from, to) {
  const width = to - from || 1;
  const zero = Math.min(Math.max(0, from), to);
  const [left, right] = [Math.min(zero, number), Math.max(zero, number)];
  bar.style.left = `${(100 * (left - from)) / width}%`;
  bar.style.width = `${(100 * (right - left)) / width}%`;
}
