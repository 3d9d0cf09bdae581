// The agent of a chosen run, playing below the curves.

import * as api from "./api.js";
import { count } from "./format.js";
import { shortNames } from "./names.js";
import { player } from "./watch/player.js";

const at = (id) => document.getElementById(id);
let offered = "";
let end = null;
let playing = null;
let changed = () => {};

/** The run and the model that are being played; null for none. */
export const played = () => playing;

export const onPlayed = (action) => (changed = action);

/** Offers the models of the chosen runs; nothing where the server has no worlds to play in, or the runs no models. */
export async function offer(runs) {
  const now = JSON.stringify(runs.map((run) => [run.id, run.state, run.written]));
  if (now === offered) return;
  const models = runs.length ? await api.models(runs.map((run) => run.id)) : [];
  offered = now;
  const run = at("watch-run");
  const former = run.value;
  const names = shortNames(runs.map((one) => one.id));
  run.replaceChildren(...models.map((entry) => new Option(names.get(entry.run), entry.run)));
  if (models.some((entry) => entry.run === former)) run.value = former;
  run.onchange = () => list(models);
  list(models);
  at("watch").hidden = !models.length && !end;
}

function list(models) {
  const names = models.find((entry) => entry.run === at("watch-run").value)?.models ?? [];
  const former = at("watch-model").value;
  at("watch-model").replaceChildren(...names.map((name) => new Option(title(name), name)));
  if (names.includes(former)) at("watch-model").value = former;
}

// "checkpoints/step-000050000.ckpt" is "checkpoint at step 50,000".
function title(name) {
  const [, kind, unit, number] = /^(\w+?)s\/(step|episode)-(\d+)\./.exec(name) ?? [];
  return number ? `${kind} at ${unit} ${count(Number(number))}` : name.replace(/\.\w+$/, "").replace(/^model$/, "last");
}

function show(model) {
  playing = model;
  at("watch").classList.toggle("open", !!end);
  changed(!!end);
}

at("watch").querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  end?.();
  const chosen = { run: at("watch-run").value, model: at("watch-model").value };
  show(null);
  end = player(at("player"), `/api/watch?${new URLSearchParams(chosen)}`, { keyboard: at("player"), introduced: () => show(chosen) });
  at("watch-end").hidden = false;
});

at("watch-end").addEventListener("click", () => {
  end?.();
  end = null;
  at("watch-end").hidden = true;
  show(null);
});
