// Numbers as people read them, the same in every country.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

export const count = (value) => (value === null || value === undefined ? "" : whole.format(value));
export const compact = (value) => (value === null || value === undefined ? "" : short.format(value));

export function figure(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e7)) return value.toExponential(2);
  return size >= 1000 ? whole.format(value) : String(Number(value.toPrecision(4)));
}

export function seconds(value) {
  if (value < 120) return `${Number(value.toFixed(1))} s`;
  if (value < 7200) return `${Number((value / 60).toFixed(1))} min`;
  return `${Number((value / 3600).toFixed(1))} h`;
}

export const place = (value, axis) => (axis === "seconds" ? seconds(value) : count(value));
export const axisTitle = { steps: "environment steps", episodes: "episodes", seconds: "wall time" };

export const metricTitle = (metric) => metric.replaceAll("_", " ");
