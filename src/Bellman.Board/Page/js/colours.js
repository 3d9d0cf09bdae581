// Colours that differ in lightness as well as in hue, for light and for dark ground. Beyond them lines are told apart by dashes.

const light = ["#1d5fa8", "#c2410c", "#15803d", "#7c3aed", "#b8860b", "#be185d", "#0e7490", "#4d4d4d", "#65800a", "#9f4a54"];
const dark = ["#6cb0f5", "#fb923c", "#4ade80", "#b79bfb", "#facc15", "#f472b6", "#34d3ee", "#c9ced6", "#bef264", "#f5a3a8"];
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const scheme = matchMedia("(prefers-color-scheme: dark)");

export const colour = (index) => (scheme.matches ? dark : light)[index % light.length];
export const onLight = (index) => light[index % light.length];
export const dash = (index) => dashes[Math.floor(index / light.length) % dashes.length];
export const faint = (index, share) => `${colour(index)}${Math.round(share * 255).toString(16).padStart(2, "0")}`;
export const onScheme = (action) => scheme.addEventListener("change", action);

// What the style sheet says, for what is drawn on a canvas.
export function css(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
