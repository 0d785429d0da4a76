import type { Pcg64 } from './pcg64.js';

/** Where the tail of the normal distribution begins, and the area of each of its 256 layers. */
const TAIL = 3.6541528853610088;
const AREA = 0.004928673233974655;
const LAYERS = 256;

const height = (x: number) => Math.exp(-0.5 * x * x);

/** Of each layer: what its numbers are multiplied with, up to which they need no look, and the height of its upper edge. */
function layers(): { widths: Float64Array; inner: Float64Array; heights: Float64Array } {
  const edges = new Float64Array(LAYERS);
  edges[LAYERS - 1] = TAIL;
  for (let i = LAYERS - 2; i > 0; i--) {
    const above = edges[i + 1] ?? 0;
    edges[i] = Math.sqrt(-2 * Math.log(AREA / above + height(above)));
  }
  const base = AREA / height(TAIL);
  const scale = 2 ** 52;
  const widths = edges.map((edge, i) => (i === 0 ? base : edge) / scale);
  const inner = edges.map((edge, i) => Math.floor((i === 0 ? TAIL / base : (edges[i - 1] ?? 0) / edge) * scale));
  return { widths, inner, heights: edges.map((edge) => height(edge)) };
}

const table = layers();

/** A normal number as NumPy's `Generator` draws it: by layers of equal area. */
export function normal(bits: Pcg64): number {
  for (;;) {
    const word = bits.next();
    const layer = Number(word & 0xffn);
    const isNegative = ((word >> 8n) & 1n) === 1n;
    const whole = Number((word >> 9n) & 0xfffffffffffffn);
    const x = whole * (table.widths[layer] ?? 0) * (isNegative ? -1 : 1);
    if (whole < (table.inner[layer] ?? 0)) return x;
    if (layer === 0) return tail(bits, ((whole >> 8) & 1) === 1);
    const [upper, lower] = [table.heights[layer - 1] ?? 0, table.heights[layer] ?? 0];
    if ((upper - lower) * bits.double() + lower < height(x)) return x;
  }
}

function tail(bits: Pcg64, isNegative: boolean): number {
  for (;;) {
    const x = -Math.log1p(-bits.double()) / TAIL;
    const y = -Math.log1p(-bits.double());
    if (y + y > x * x) return isNegative ? -(TAIL + x) : TAIL + x;
  }
}
