// The curves as an SVG file, on the kind of scale that the plot on the screen has.

import { dash, onLight } from "./colours.js";
import { axisTitle, compact, figure, metricTitle, seconds } from "./format.js";
import { linear, share, ticks } from "./ticks.js";

const width = 900, height = 480, left = 70, right = 20, top = 20, bottom = 50;

/** `mark` is what markOf gives. */
export function svg(answer, drawn, view, threshold, scale, mark) {
  const { x, y, xs, ys } = scales(answer.x, drawn, threshold, scale);
  const legend = [...drawn.map((line) => [line.label, style(line)]), ...(threshold === null ? [] : [[`solved at ${figure(threshold)}`, solved]])];
  const text = (tag, attributes, content = "") => `<${tag} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${content}</${tag}>`;
  const full = height + 20 * legend.length + 8;
  const parts = [text("rect", { width, height: full, fill: "white" })];
  for (const value of ys) {
    parts.push(text("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), stroke: "#e3e6ea" }));
    parts.push(text("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, figure(value)));
  }
  for (const value of xs) parts.push(text("text", { x: x(value), y: height - bottom + 20, "text-anchor": "middle" }, view.x === "seconds" ? seconds(value) : compact(value)));
  parts.push(text("text", { x: (left + width - right) / 2, y: height - 8, "text-anchor": "middle" }, axisTitle[view.x]));
  parts.push(text("text", { x: 16, y: height / 2, "text-anchor": "middle", transform: `rotate(-90 16 ${height / 2})` }, escape(metricTitle(view.metric))));
  for (const line of drawn.filter((l) => l.band)) {
    const at = answer.x.map((_, i) => i).filter((i) => line.low[i] !== null);
    const points = [...at.map((i) => `${x(answer.x[i])},${y(line.high[i])}`), ...at.reverse().map((i) => `${x(answer.x[i])},${y(line.low[i])}`)];
    parts.push(text("polygon", { points: points.join(" "), fill: onLight(line.index), "fill-opacity": 0.18 }));
  }
  if (threshold !== null) parts.push(text("line", { x1: left, x2: width - right, y1: y(threshold), y2: y(threshold), ...solved }));
  for (const line of drawn) {
    const points = answer.x.flatMap((place, i) => (line.values[i] === null ? [] : [`${x(place)},${y(line.values[i])}`]));
    parts.push(text("polyline", { points: points.join(" "), fill: "none", ...style(line) }));
  }
  if (mark) parts.push(text("circle", { cx: x(mark.x), cy: y(mark.y), r: 6, fill: "white", stroke: onLight(mark.index), "stroke-width": 3 }));
  legend.forEach(([label, look], row) => {
    parts.push(text("line", { x1: left, x2: left + 24, y1: height + 20 * row + 6, y2: height + 20 * row + 6, ...look }));
    parts.push(text("text", { x: left + 32, y: height + 20 * row + 10 }, escape(label)));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${full}" font-family="sans-serif" font-size="13" fill="#1c2127">${parts.join("\n")}</svg>\n`;
}

// On white ground, whichever the page's is.
const style = (line) => ({ stroke: onLight(line.index), "stroke-width": 2, "stroke-dasharray": dash(line.index).join(" ") || "none" });
const solved = { stroke: "#777777", "stroke-dasharray": "6 5" };

function scales(places, drawn, threshold, scale) {
  const values = drawn.flatMap((line) => [...line.values, ...(line.band ? [...line.low, ...line.high] : [])]).filter((value) => value !== null);
  if (threshold !== null) values.push(threshold);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity), high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const [from, to] = [places[0], places.at(-1)];
  const across = share(linear, from, to), up = share(scale, low, high);
  return {
    x: (value) => round(left + across(value) * (width - left - right)),
    y: (value) => round(height - bottom - up(value) * (height - top - bottom)),
    xs: ticks(linear, from, to), ys: ticks(scale, low, high),
  };
}

const round = (value) => Math.round(value * 10) / 10;
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
