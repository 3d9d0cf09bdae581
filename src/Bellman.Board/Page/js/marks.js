// Where on its curve the model stands that is being played.

/** The mark of `played`, a `run` and the name of its `model`; null where the curve is not drawn, or its axis does not tell the place. */
export function markOf(answer, drawn, view, played) {
  const line = played && drawn.find((one) => one.run === played.run);
  const known = line ? answer.x.map((_, i) => i).filter((i) => line.values[i] !== null) : [];
  if (!known.length) return null;
  const x = Math.min(placeOf(played.model, view), view.to === null ? answer.x[known.at(-1)] : Infinity);
  const next = known.findIndex((i) => answer.x[i] >= x);
  if (next < 0 || x < answer.x[known[0]]) return null;
  const [before, after] = [known[Math.max(0, next - 1)], known[next]];
  const share = after === before ? 0 : (x - answer.x[before]) / (answer.x[after] - answer.x[before]);
  return { x, y: line.values[before] + share * (line.values[after] - line.values[before]), index: line.index };
}

// "checkpoints/step-000050000.ckpt" says where it was saved, on one axis; the last model stands at the end of the curve.
function placeOf(model, view) {
  if (model === "model.bellman") return view.to === null ? Infinity : NaN;
  const [, unit, number] = /(step|episode)-(\d+)\./.exec(model) ?? [];
  return view.x === `${unit}s` ? Number(number) : NaN;
}
