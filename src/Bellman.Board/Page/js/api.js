// The server's answers. A failure is an Error whose message is for people.

export const runs = () => get("/api/runs");
export const models = (names) => get("/api/models", named(names));
export const metrics = (names, signal) => get("/api/metrics", named(names), signal);
export const differences = (names) => get("/api/differences", named(names));

/** Curves of runs; `options` has how many `points` each, whether with `extremes`, and how many milliseconds to `wait` while the server reads on. */
export function curves(names, view, options, signal) {
  const query = named(names);
  query.set("metric", view.metric);
  query.set("x", view.x);
  query.set("smooth", view.smooth);
  for (const [key, value] of Object.entries(options)) query.set(key, value);
  if (view.group) query.set("group", "true");
  if (view.from !== null) query.set("from", view.from);
  if (view.to !== null) query.set("to", view.to);
  return get("/api/curves", query, signal);
}

function named(names) {
  const query = new URLSearchParams();
  for (const name of names) query.append("run", name);
  return query;
}

async function get(path, query, signal) {
  let answer;
  try {
    answer = await fetch(query ? `${path}?${query}` : path, { signal, cache: "no-store" });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Error("The board has ended: start it again with ./bellman board.");
  }
  if (answer.ok) return answer.json();
  const text = await answer.text();
  let message = text;
  try {
    message = JSON.parse(text).error;
  } catch {
    // Not every refusal is JSON.
  }
  throw new Error(message || `The board answered ${answer.status}.`);
}
