// What is drawn, as a file.

import { canvas } from "./chart.js";
import { svg as picture } from "./svg.js";

export function csv(answer, drawn, view) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const columns = drawn.flatMap((line) => (line.band ? [line.label, `${line.label} low`, `${line.label} high`] : [line.label]));
  const rows = answer.x.map((x, i) => [x, ...drawn.flatMap((line) => (line.band ? [line.values[i], line.low[i], line.high[i]] : [line.values[i]]))]);
  const text = [[view.x, ...columns.map(quoted)], ...rows].map((row) => row.map((value) => value ?? "").join(",")).join("\n");
  save(new Blob([text + "\n"], { type: "text/csv" }), `${view.metric}.csv`);
}

export function png(view) {
  const source = canvas();
  if (!source) return;
  const copy = Object.assign(document.createElement("canvas"), { width: source.width, height: source.height });
  const context = copy.getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  copy.toBlob((blob) => save(blob, `${view.metric}.png`));
}

export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name.replaceAll(/[^\w.-]/g, "-") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const svg = (answer, drawn, view, threshold, scale) => save(new Blob([picture(answer, drawn, view, threshold, scale)], { type: "image/svg+xml" }), `${view.metric}.svg`);
