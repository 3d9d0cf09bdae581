// The agent of a chosen run, playing below the curves.

import * as api from "./api.js";
import { count } from "./format.js";
import { player } from "./watch/player.js";

const at = (id) => document.getElementById(id);
let offered = "";
let end = null;

/** Offers the models of the chosen runs; nothing where the server has no worlds to play in, or the runs no models. */
export async function offer(runs) {
  const now = JSON.stringify(runs.map((run) => [run.id, run.state, run.written]));
  if (now === offered) return;
  const models = runs.length ? await api.models(runs.map((run) => run.id)) : [];
  offered = now;
  const run = at("watch-run");
  const former = run.value;
  run.replaceChildren(...models.map((entry) => new Option(entry.run.split("/").at(-1), entry.run)));
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

at("watch").querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  end?.();
  const query = new URLSearchParams({ run: at("watch-run").value, model: at("watch-model").value });
  end = player(at("player"), `/api/watch?${query}`, { keyboard: at("player") });
  at("watch-end").hidden = false;
});

at("watch-end").addEventListener("click", () => {
  end?.();
  end = null;
  at("watch-end").hidden = true;
});
