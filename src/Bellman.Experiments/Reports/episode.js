// The episode of a report: its pictures, the return so far, and what the agent thought of each action, with one slider for all.
(() => {
  const data = JSON.parse(document.getElementById("episode-data").textContent);
  const frames = data.frames.map((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
  const at = (id) => document.getElementById(id);
  const picture = at("picture").getContext("2d");
  const colours = ["#1d5fa8", "#c2410c", "#15803d", "#7c3aed", "#b8860b", "#be185d", "#0e7490", "#777777"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let playing = false, frame = 0, due = 0;

  const all = data.scores.flat();
  const low = all.reduce((a, b) => Math.min(a, b), data.probabilities ? 0 : Infinity);
  const high = all.reduce((a, b) => Math.max(a, b), data.probabilities ? 1 : -Infinity);
  const rows = all.length ? data.actions.map(row) : [];

  function row(name, index) {
    const line = document.createElement("div");
    const bar = document.createElement("i");
    bar.style.background = colours[index % colours.length];
    line.append(Object.assign(document.createElement("span"), { textContent: name }), bar, document.createElement("b"));
    at("scores").append(line);
    return line;
  }

  function show(next) {
    frame = Math.max(0, Math.min(frames.length - 1, next));
    drawMessage(picture, frames[frame]);
    at("scrubber").value = frame;
    at("where").textContent = `step ${Math.min(frame * data.every, data.steps)} of ${data.steps}, return so far ${data.returns[frame].toFixed(2)}`;
    const scores = data.scores[Math.min(frame, data.scores.length - 1)] ?? [];
    const best = scores.indexOf(Math.max(...scores));
    rows.forEach((line, index) => {
      line.querySelector("i").style.width = `${(60 * (scores[index] - low)) / Math.max(high - low, 1e-9)}%`;
      line.querySelector("b").textContent = scores[index].toFixed(3);
      line.className = index === best ? "best" : "";
    });
    lines();
  }

  // The scores along the whole episode, with a mark where the slider is.
  function lines() {
    if (!rows.length) return;
    const plot = at("lines"), context = plot.getContext("2d");
    const x = (i) => 6 + (i / Math.max(1, data.scores.length - 1)) * (plot.width - 12);
    const y = (value) => plot.height - 8 - ((value - low) / Math.max(high - low, 1e-9)) * (plot.height - 16);
    context.clearRect(0, 0, plot.width, plot.height);
    context.lineWidth = 2;
    data.actions.forEach((_, action) => {
      context.strokeStyle = colours[action % colours.length];
      context.beginPath();
      data.scores.forEach((scores, i) => context.lineTo(x(i), y(scores[action])));
      context.stroke();
    });
    context.strokeStyle = dark.matches ? "#e4e8ee" : "#1c2127";
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x(Math.min(frame, data.scores.length - 1)), 0);
    context.lineTo(x(Math.min(frame, data.scores.length - 1)), plot.height);
    context.stroke();
  }

  function play(on) {
    playing = on;
    at("play").textContent = on ? "Pause" : "Play";
    if (on && frame === frames.length - 1) show(0);
    due = performance.now();
    if (on) requestAnimationFrame(tick);
  }

  function tick(now) {
    if (!playing) return;
    const pause = (1000 * data.every) / data.rate;
    if (now - due > 1000) due = now;
    let next = frame;
    for (; now - due >= pause; due += pause) next++;
    if (next !== frame) show(next);
    if (frame === frames.length - 1) play(false);
    else requestAnimationFrame(tick);
  }

  at("play").addEventListener("click", () => play(!playing));
  at("scrubber").addEventListener("input", (event) => {
    play(false);
    show(Number(event.target.value));
  });
  show(0);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) play(true);
})();
