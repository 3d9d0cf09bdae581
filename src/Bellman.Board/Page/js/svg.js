// The curves as an SVG file, at the scale of the plot on the screen.

import { colour, dash } from "./colours.js";
import { axisTitle, compact, figure, metricTitle, seconds } from "./format.js";

const width = 900, height = 480, left = 70, right = 20, top = 20, bottom = 50;

export function svg(answer, drawn, view, threshold) {
  const { x, y, xs, ys } = scales(answer.x, drawn, threshold);
  const text = (tag, attributes, content = "") => `<${tag} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${content}</${tag}>`;
  const parts = [text("rect", { width, height: height + 20 * drawn.length, fill: "white" })];
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
    parts.push(text("polygon", { points: points.join(" "), fill: colour(line.index), "fill-opacity": 0.18 }));
  }
  if (threshold !== null) parts.push(text("line", { x1: left, x2: width - right, y1: y(threshold), y2: y(threshold), stroke: "#777", "stroke-dasharray": "6 5" }));
  drawn.forEach((line, row) => {
    const points = answer.x.flatMap((place, i) => (line.values[i] === null ? [] : [`${x(place)},${y(line.values[i])}`]));
    const style = { stroke: colour(line.index), "stroke-width": 2, "stroke-dasharray": dash(line.index).join(" ") };
    parts.push(text("polyline", { points: points.join(" "), fill: "none", ...style }));
    parts.push(text("line", { x1: left, x2: left + 24, y1: height + 20 * row + 6, y2: height + 20 * row + 6, ...style }));
    parts.push(text("text", { x: left + 32, y: height + 20 * row + 10 }, escape(line.label)));
  });
  const full = height + 20 * drawn.length + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${full}" font-family="sans-serif" font-size="13" fill="#1c2127">${parts.join("\n")}</svg>\n`;
}

function scales(places, drawn, threshold) {
  const values = drawn.flatMap((line) => [...line.values, ...(line.band ? [...line.low, ...line.high] : [])]).filter((value) => value !== null);
  if (threshold !== null) values.push(threshold);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity), high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const [from, to] = [places[0], places.at(-1)];
  const ys = ticks(low, high);
  const span = Math.max(high - low, 1e-12);
  return {
    x: (value) => round(left + ((value - from) / Math.max(to - from, 1e-12)) * (width - left - right)),
    y: (value) => round(height - bottom - ((value - low) / span) * (height - top - bottom)),
    xs: ticks(from, to), ys,
  };
}

function ticks(low, high) {
  const rough = Math.max(high - low, 1e-12) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((width) => width >= rough);
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) found.push(Number(value.toPrecision(12)));
  return found;
}

const round = (value) => Math.round(value * 10) / 10;
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
