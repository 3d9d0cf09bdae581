// The curves, drawn by uPlot.

import { colour, css, dash, faint } from "./colours.js";
import { axisTitle, compact, figure, metricTitle, place, seconds } from "./format.js";
import { shortNames } from "./names.js";
import { hyperbolic, linear, logarithmic } from "./ticks.js";

const element = document.getElementById("chart");
const legend = document.getElementById("legend");
let plot = null;
let former = "";
let marked = null;

// Many curves are drawn with fewer points each, so that drawing never holds up the page; beyond some, bands would only hide each other.
const mostValues = 100_000;
export const mostBands = 20;

/** How much of each curve is to be asked for. */
export function detail(view, curves) {
  const extremes = view.spread && !view.group && view.smooth > 1 && curves <= mostBands;
  return { points: Math.max(200, Math.min(1200, Math.round(width), Math.round(mostValues / Math.max(1, curves)))), extremes };
}

// Lines as the server's answer has them: of runs, or of means over seeds.
export function lines(answer, view, names) {
  const titles = shortNames(names);
  if (view.group) {
    return answer.groups.map((group, index) => ({
      label: group.runs.length > 1 ? `${group.label} (${group.runs.length} seeds)` : titles.get(group.runs[0]),
      values: group.values, low: group.low, high: group.high, index, band: group.runs.length > 1,
    }));
  }
  return answer.runs.map((run) => ({
    run: run.id, label: titles.get(run.id), values: run.mean, low: run.low, high: run.high, index: names.indexOf(run.id), band: run.low.length > 0,
  }));
}

/** `mark` is what markOf gives. */
export function draw(answer, view, drawn, threshold, mark, onZoom) {
  const data = [answer.x];
  const series = [{}];
  const bands = [];
  for (const line of drawn) {
    if (line.band) {
      data.push(line.high, line.low);
      series.push(edge(line.index), edge(line.index));
      bands.push({ series: [series.length - 2, series.length - 1], fill: faint(line.index, view.group ? 0.22 : 0.12) });
    }
  }
  for (const line of drawn) {
    data.push(line.values);
    series.push({ label: line.label, stroke: colour(line.index), width: 2, dash: dash(line.index), spanGaps: true, points: { show: answer.x.length < 40 } });
  }
  if (threshold !== null) {
    data.push(answer.x.map(() => threshold));
    series.push({ label: "solved", stroke: css("--quiet"), width: 1, dash: [6, 5], points: { show: false } });
  }
  const scale = scaleOf(view, data.slice(1));
  marked = mark;
  const shape = JSON.stringify([series.length, bands, view.x, view.metric, scale, view.from, view.to, css("--text"), drawn.map((line) => [line.label, line.index])]);
  if (plot && shape === former) plot.setData(data);
  else build(data, series, bands, scale, view, onZoom);
  former = shape;
  explain(drawn, threshold, null);
  plot.hooks.setCursor = [() => explain(drawn, threshold, plot.cursor.idx)];
}

// A logarithm has no place for what is not above zero.
function scaleOf(view, columns) {
  if (!view.log) return linear;
  return columns.every((column) => column.every((value) => value === null || value > 0)) ? logarithmic : hyperbolic;
}

/** The kind of scale on which the values are drawn now. */
export const scale = () => plot?.scales.y.distr ?? linear;

const edge = (index) => ({ stroke: faint(index, 0.3), width: 1, spanGaps: true, points: { show: false } });

function build(data, series, bands, scale, view, onZoom) {
  plot?.destroy();
  element.replaceChildren();
  const axis = { stroke: css("--quiet"), grid: { stroke: css("--grid"), width: 1 }, ticks: { stroke: css("--grid"), width: 1 }, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif" };
  const places = view.x === "seconds" ? (_, values) => values.map(seconds) : (_, values) => values.map(compact);
  plot = new uPlot({
    ...size(),
    series, bands,
    scales: { x: { time: false }, y: { distr: scale } },
    axes: [
      { ...axis, label: axisTitle[view.x], values: places },
      { ...axis, label: metricTitle(view.metric), size: 62, values: (_, values) => values.map((value) => (value === null ? "" : figure(value))) },
    ],
    cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 6 }, bind: { dblclick: () => () => onZoom(null, null) } },
    hooks: { setSelect: [(chart) => zoomTo(chart, onZoom)], draw: [point] },
  }, data, element);
  plot.axisName = view.x;
}

// A ring in the colour of its curve.
function point(chart) {
  if (!marked) return;
  const { ctx } = chart;
  ctx.save();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(chart.valToPos(marked.x, "x", true), chart.valToPos(marked.y, "y", true), 6 * devicePixelRatio, 0, 2 * Math.PI);
  Object.assign(ctx, { fillStyle: css("--ground"), strokeStyle: colour(marked.index), lineWidth: 3 * devicePixelRatio });
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}

function zoomTo(chart, onZoom) {
  const { left, width } = chart.select;
  if (width < 4) return;
  onZoom(chart.posToVal(left, "x"), chart.posToVal(left + width, "x"));
  chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
}

// What every line means, with its value under the cursor or its last one.
function explain(drawn, threshold, at = null) {
  const items = drawn.map((line) => [colour(line.index), line.label, figure(at === null ? line.values.findLast((v) => v !== null) : near(line.values, at))]);
  if (threshold !== null) items.push(["var(--quiet)", "solved at", figure(threshold)]);
  if (at !== null && plot) items.unshift(["transparent", "at", place(plot.data[0][at], plot.axisName)]);
  while (legend.children.length > items.length) legend.lastChild.remove();
  while (legend.children.length < items.length) legend.append(entry());
  items.forEach((item, index) => update(legend.children[index], ...item));
}

function near(values, at) {
  for (let i = at; i >= Math.max(0, at - 20); i--) if (values[i] !== null) return values[i];
  return null;
}

function entry() {
  const made = document.createElement("li");
  made.append(...["i", "span", "b"].map((name) => document.createElement(name)));
  return made;
}

function update(entry, shade, label, value) {
  const [mark, name, number] = entry.children;
  if (mark.dataset.shade !== shade) mark.style.background = mark.dataset.shade = shade;
  if (name.textContent !== label) name.textContent = label;
  if (number.textContent !== value) number.textContent = value;
}

export function empty(text) {
  plot?.destroy();
  plot = null;
  former = "";
  legend.replaceChildren();
  element.replaceChildren(Object.assign(document.createElement("p"), { className: "empty", textContent: text }));
}

export const canvas = () => element.querySelector("canvas");
export const range = () => (plot ? [plot.scales.x.min, plot.scales.x.max] : null);
// Asking the page for it whenever something is drawn would lay it out anew each time.
let width = Math.max(320, element.clientWidth);

// While an agent plays below, there is room for it and for its curve.
let isShared = false;
const size = () => ({ width, height: isShared ? Math.max(200, 0.6 * innerHeight - 220) : Math.max(260, Math.min(620, innerHeight - 260)) });

export function shareHeight(shared) {
  if (shared === isShared) return;
  isShared = shared;
  plot?.setSize(size());
}

new ResizeObserver(([{ contentRect }]) => {
  width = Math.max(320, contentRect.width);
  if (plot && plot.width !== width) plot.setSize(size());
}).observe(element);
