// What is shown and how. It stands in the address after the #, so that a reload or a bookmark shows the same.

const defaults = { runs: null, metric: "return", x: "steps", smooth: 100, group: false, spread: true, log: false, from: null, to: null };

export const view = { ...defaults, ...read() };

export function change(values) {
  Object.assign(view, values);
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(view)) {
    if (value === defaults[key] || value === null) continue;
    if (key === "runs") value.forEach((run) => query.append("run", run));
    else query.set(key, value);
  }
  history.replaceState(null, "", `#${query}`);
}

function read() {
  const query = new URLSearchParams(location.hash.slice(1));
  const found = {};
  if (query.has("run")) found.runs = query.getAll("run");
  for (const key of ["metric", "x"]) if (query.has(key)) found[key] = query.get(key);
  for (const key of ["smooth", "from", "to"]) {
    const number = Number(query.get(key));
    if (query.has(key) && Number.isFinite(number)) found[key] = number;
  }
  for (const key of ["group", "spread", "log"]) if (query.has(key)) found[key] = query.get(key) === "true";
  return found;
}
