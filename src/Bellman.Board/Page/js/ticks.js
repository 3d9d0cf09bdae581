// Where an axis has its marks, and how a value becomes a place on it.

// The kinds of scale as uPlot numbers them: linear, logarithmic, and the inverse hyperbolic sine, which also has a place for what is not above zero.
export const linear = 1, logarithmic = 3, hyperbolic = 4;
const places = { [linear]: (value) => value, [logarithmic]: Math.log10, [hyperbolic]: Math.asinh };

/** Maps [low, high] to [0, 1]. */
export function share(scale, low, high) {
  const place = places[scale];
  const [from, to] = [place(low), place(high)];
  return (value) => (place(value) - from) / (to - from || 1);
}

export function ticks(scale, low, high) {
  const found = scale === linear ? [] : powers(low, high).filter((value) => value >= low && value <= high);
  return found.length > 1 ? found : even(low, high);
}

function even(low, high) {
  const rough = Math.max(high - low, 1e-12) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((width) => width >= rough);
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) found.push(Number(value.toPrecision(12)));
  return found;
}

// Powers of ten, and where those are few their doubles and fivefolds; on either side of zero where the values are.
function powers(low, high) {
  const largest = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high), 1)));
  const smallest = low > 0 ? Math.floor(Math.log10(low)) : 0;
  const factors = largest - smallest > 3 ? [1] : [1, 2, 5];
  const sizes = [];
  for (let exponent = smallest; exponent <= largest; exponent++) sizes.push(...factors.map((factor) => Number(`${factor}e${exponent}`)));
  return low > 0 ? sizes : [...sizes.map((size) => -size).reverse(), 0, ...sizes];
}
