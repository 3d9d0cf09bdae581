// What is drawn, as a file.

import { canvas } from "./chart.js";
import { colour, css, dash } from "./colours.js";
import { figure } from "./format.js";
import { svg as picture } from "./svg.js";

export function csv(answer, drawn, view) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const columns = drawn.flatMap((line) => (line.band ? [line.label, `${line.label} low`, `${line.label} high`] : [line.label]));
  const rows = answer.x.map((x, i) => [x, ...drawn.flatMap((line) => (line.band ? [line.values[i], line.low[i], line.high[i]] : [line.values[i]]))]);
  const text = [[view.x, ...columns.map(quoted)], ...rows].map((row) => row.map((value) => value ?? "").join(",")).join("\n");
  save(new Blob([text + "\n"], { type: "text/csv" }), `${view.metric}.csv`);
}

// What the page says of the lines stands below them, for a picture is looked at elsewhere.
export function png(view, drawn, threshold) {
  const source = canvas();
  if (!source) return;
  const rows = drawn.map((line) => ({ label: line.label, stroke: colour(line.index), width: 2, dashes: dash(line.index) }));
  if (threshold !== null) rows.push({ label: `solved at ${figure(threshold)}`, stroke: css("--quiet"), width: 1, dashes: [6, 5] });
  const scale = devicePixelRatio;
  const copy = Object.assign(document.createElement("canvas"), { width: source.width, height: source.height + (20 * rows.length + 8) * scale });
  const context = copy.getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  context.setTransform(scale, 0, 0, scale, 0, source.height);
  Object.assign(context, { font: "13px system-ui, sans-serif", textBaseline: "middle" });
  rows.forEach((row, index) => legend(context, row, 20 * index + 8));
  copy.toBlob((blob) => save(blob, `${view.metric}.png`));
}

function legend(context, { label, stroke, width, dashes }, y) {
  Object.assign(context, { strokeStyle: stroke, lineWidth: width, fillStyle: css("--text") });
  context.setLineDash(dashes);
  context.beginPath();
  context.moveTo(70, y);
  context.lineTo(94, y);
  context.stroke();
  context.fillText(label, 102, y);
}

export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name.replaceAll(/[^\w.-]/g, "-") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const svg = (view, ...drawn) => save(new Blob([picture(...drawn)], { type: "image/svg+xml" }), `${view.metric}.svg`);
