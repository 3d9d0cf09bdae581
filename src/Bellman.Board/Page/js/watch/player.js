// A world that is drawn live: its picture, its numbers, and who plays it. The server keeps the time; this page shows what comes and sends what is pressed.

import { rows } from "./rows.js";
import { element } from "./element.js";

const speeds = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16];

/** Fills `root` with a player of the world at a web socket's path, which obeys the keys that `keyboard` hears of. Returns what ends it. */
export function player(root, path, { introduced = () => {}, keyboard = document } = {}) {
  let world = null;
  let state = null;
  let speed = 1;
  let byHand = false;
  const pressed = [];
  const decoder = new TextDecoder();

  const heading = element("h1");
  const canvas = element("canvas", { tabIndex: 0 });
  canvas.setAttribute("role", "img");
  const ending = element("div", { className: "ending", hidden: true });
  ending.setAttribute("role", "status");
  const button = (text, title, action) => element("button", { type: "button", textContent: text, title, onclick: action });
  const play = button("Pause", "Play or pause (p)", () => send({ do: state?.playing ? "pause" : "play" }));
  const step = button("Step", "One step, then pause (.)", () => send({ do: "step" }));
  const again = button("New seed", "Begin an episode with the next seed (r)", () => send({ do: "reset" }));
  const speedChoice = element("select", { onchange: () => setSpeed(Number(speedChoice.value)) });
  speedChoice.append(...speeds.map((value) => new Option(`${value}×`, value, value === 1, value === 1)));
  const seed = element("input", { inputMode: "numeric", pattern: "[0-9]*", autocomplete: "off", onchange: () => seed.checkValidity() && seed.value && send({ do: "reset", seed: seed.value }) });
  const hand = button("Play it yourself", "Play with the keys, or let the agent (m)", () => setHand(!byHand));
  const hint = element("p", { className: "hint" });
  const figures = { step: element("dd"), reward: element("dd"), return: element("dd"), action: element("dd", { className: "text" }) };
  const values = rows("");
  const actions = rows("Action");
  const observations = rows("Observation");
  const message = element("p", { className: "message", hidden: true });
  message.setAttribute("role", "alert");

  const list = element("dl", { className: "figures" });
  list.style.margin = 0;
  for (const [name, value] of Object.entries(figures)) list.append(element("dt", { textContent: name }), value);
  const stage = element("div", { className: "stage" }, canvas, ending);
  const controls = element("div", { className: "controls" }, play, step, again, element("label", {}, "Speed", speedChoice), element("label", {}, "Seed", seed), hand);
  const numbers = element("div", {}, element("section", {}, list), values.section, actions.section, observations.section);
  root.classList.add("player");
  root.replaceChildren(heading, element("div", {}, stage, controls, hint), numbers, message);

  const context = canvas.getContext("2d");
  const socket = new WebSocket(new URL(path, location.href.replace(/^http/, "ws")));
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => (typeof data === "string" ? introduce(JSON.parse(data)) : show(data));
  socket.onclose = () => say("Bellman has ended this world, or is gone. Load the page anew to go on.");

  function introduce(given) {
    if (given.error) {
      socket.onclose = null;
      return refuse(given.error);
    }
    world = given;
    heading.replaceChildren(world.title, element("small", { textContent: world.agent ? `${world.environment}, played by ${world.agent}` : `${world.environment}, played at random` }));
    canvas.setAttribute("aria-label", `${world.environment}, live`);
    values.title(world.areProbabilities ? "Probability of each action" : "Value of each action (Q)");
    values.section.hidden = world.scores === 0;
    actions.section.hidden = world.isDiscrete;
    figures.action.hidden = figures.action.previousSibling.hidden = !world.isDiscrete;
    hand.hidden = Object.keys(world.keys).length === 0;
    hands();
    introduced(world);
  }

  // What can't be played is said in place of the world.
  function refuse(reason) {
    root.replaceChildren(message);
    say(reason);
  }

  let latest = null;

  // Pictures that come faster than the screen shows them are passed over.
  function show(buffer) {
    if (!latest) requestAnimationFrame(paint);
    latest = buffer;
  }

  function paint() {
    const length = new DataView(latest).getInt32(0, true);
    state = JSON.parse(decoder.decode(new Uint8Array(latest, 4, length)));
    fit();
    drawMessage(context, latest.slice(4 + length));
    latest = null;
    numbersOf(state);
    root.dataset.step = state.step;
    root.dataset.seed = state.seed;
    root.dataset.playing = state.playing;
  }

  // As many pixels as the screen has where the picture stands.
  function fit() {
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round((width * world.height) / world.width);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  }

  function numbersOf({ step: count, reward, return: sum, playing, action, observation, scores }) {
    play.textContent = playing ? "Pause" : "Play";
    figures.step.textContent = count;
    figures.reward.textContent = format(count ? reward : 0);
    figures.return.textContent = format(sum);
    if (document.activeElement !== seed) seed.value = state.seed;
    const over = state.terminated || state.truncated;
    ending.hidden = !over;
    ending.textContent = over ? `${state.terminated ? "Ended" : "Out of time"} after ${count} steps: ${format(sum)}` : "";
    const names = world.actions.length ? world.actions : scores.map((_, i) => String(i + world.firstAction));
    // What tells actions apart is how their values differ, not how large they all are.
    const [worst, best] = [Math.min(...scores), Math.max(...scores)];
    const range = world.areProbabilities ? [0, 1] : [worst - (best - worst) / 4, best];
    if (scores.length) values.show(names, scores, range, scores.indexOf(best));
    if (world.isDiscrete) figures.action.textContent = count ? named(action[0]) : "–";
    else actions.show(world.actions, action);
    observations.show(world.observations, observation);
  }

  function named(action) {
    return world.actions[action - world.firstAction] ?? `action ${action}`;
  }

  function send(command) {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
  }

  function setSpeed(value) {
    speed = value;
    speedChoice.value = value;
    send({ do: "speed", speed });
  }

  function setHand(value) {
    byHand = value;
    pressed.length = 0;
    send({ do: "player", byHand });
    if (byHand) {
      canvas.focus();
      if (!state?.playing) send({ do: "play" });
    }
    hands();
  }

  function hands() {
    hand.setAttribute("aria-pressed", byHand);
    hand.textContent = byHand ? `Let ${world.agent ? "the agent" : "chance"} play` : "Play it yourself";
    const common = [["p", "pause"], [".", "step"], ["r", "new seed"], ["+ −", "speed"], ["m", byHand ? "hand back" : "play it yourself"]];
    const own = Object.entries(world.keys).filter(([key]) => byHand && !/^[0-9]$/.test(key)).map(([key, action]) => [key.replace("Arrow", ""), world.isDiscrete ? named(action[0]) : ""]);
    const digits = byHand && world.isDiscrete ? [["0–9", "the actions"]] : [];
    hint.replaceChildren(...[...own, ...digits, ...common].flatMap(([key, text]) => [element("kbd", { textContent: key }), ` ${text}   `]));
  }

  function say(text) {
    message.textContent = text;
    message.hidden = !text;
  }

  const commands = { p: () => play.click(), ".": () => step.click(), r: () => again.click(), m: () => !hand.hidden && hand.click(), "+": () => faster(1), "=": () => faster(1), "-": () => faster(-1) };

  function faster(by) {
    setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(speed) + by))]);
  }

  // The key that was pressed last holds until it is let go; then the one before it. Keys for different numbers of an action go together: one steers and gives gas.
  function held() {
    if (!pressed.length) return null;
    if (world.isDiscrete) return world.keys[pressed.at(-1)];
    return world.idle.map((idle, i) => pressed.map((key) => world.keys[key][i]).findLast((value) => value !== idle) ?? idle);
  }

  function keyDown(event) {
    if (!world || event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("select, input")) return;
    const key = event.key === " " ? "Space" : event.key;
    if (byHand && world.keys[key]) {
      mine(event);
      if (event.repeat && !world.turns) return;
      if (!pressed.includes(key)) pressed.push(key);
      return send({ do: "keys", action: held() });
    }
    if (!commands[event.key] || event.repeat) return;
    mine(event);
    commands[event.key]();
  }

  // What is a key of the world's is none of the page's.
  function mine(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  function keyUp(event) {
    const key = event.key === " " ? "Space" : event.key;
    const index = pressed.indexOf(key);
    if (index >= 0) release(index);
  }

  function release(index) {
    pressed.splice(index, 1);
    if (!world.turns) send({ do: "keys", action: held() });
  }

  // Keys that are let go while another window has the focus are not heard of.
  function blur() {
    if (!pressed.length) return;
    pressed.length = 1;
    release(0);
  }

  keyboard.addEventListener("keydown", keyDown);
  keyboard.addEventListener("keyup", keyUp);
  window.addEventListener("blur", blur);
  return () => {
    keyboard.removeEventListener("keydown", keyDown);
    keyboard.removeEventListener("keyup", keyUp);
    window.removeEventListener("blur", blur);
    socket.onclose = null;
    socket.close();
    root.replaceChildren();
    delete root.dataset.step;
  };
}

export const format = (number) => (number === null ? "not a number" : Number.isInteger(number) ? String(number) : number.toFixed(Math.abs(number) < 10 ? 3 : 1));
