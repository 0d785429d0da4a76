import { formatNumber, formatTimes } from '../text/formatNumber.js';
import { bars } from './bars.js';
import { type GradientLevel, worstLevel } from './gradientLevel.js';
import type { LayerGradient } from './layerGradient.js';

/** From this factor on the text names how far a layer lies below the last. */
const NAMED_RATIO = 10;
/** Bars for the layers of one line; of more layers a sample is shown. */
const LAYER_BARS = 8;
/** The widest of the usual norms, `3.2e-12`; others are padded to it, so that the bars of consecutive lines align. */
const NORM_WIDTH = 7;

const norm = (value: number): string => formatNumber(value, 2);

/** What stands at the end of a layer's line: `∇ 3.2e-4 ▃▅▆▇ kernel`; of several layers made on one line, their range and count. */
export function gradientText(layers: readonly LayerGradient[], stale: boolean): string {
  const [only] = layers;
  if (!only) return '';
  const text = layers.length === 1 ? ofOne(only) : ofMany(layers);
  return [text, ...(stale ? ['stale: edited since'] : remarks(layers))].join(' · ');
}

export const levelOf = (layers: readonly LayerGradient[]): GradientLevel =>
  worstLevel(layers.map((each) => each.level));

function ofOne({ norm: size, history, weight }: LayerGradient): string {
  return `∇ ${norm(size).padEnd(NORM_WIDTH)} ${bars(history)} ${weight}`;
}

function ofMany(layers: readonly LayerGradient[]): string {
  const norms = layers.map((each) => each.norm);
  const range = norms.every(Number.isFinite)
    ? `${norm(Math.min(...norms))} to ${norm(Math.max(...norms))}`
    : 'not finite';
  const step = Math.max(1, (norms.length - 1) / (LAYER_BARS - 1));
  const sample = Array.from(
    { length: Math.min(LAYER_BARS, norms.length) },
    (_, index) => norms[Math.round(index * step)] ?? Number.NaN,
  );
  return `∇ ${range} ${bars(sample)} ${layers.length} layers`;
}

/** What needs a look, in words: colour is never the only sign. */
function remarks(layers: readonly LayerGradient[]): string[] {
  const lowest = layers.reduce((low, each) => ((each.belowLast ?? 0) > (low.belowLast ?? 0) ? each : low));
  const { belowLast, norm: size } = lowest;
  const far = belowLast !== null && belowLast >= NAMED_RATIO && size > 0;
  const words = [verdict(levelOf(layers), size), far ? `${formatTimes(belowLast)} below the last layer` : null];
  const said = words.filter((each) => each !== null);
  return said.length > 0 ? [said.join(', ')] : [];
}

function verdict(level: GradientLevel, size: number): string | null {
  if (Number.isNaN(size)) return 'not a number';
  if (size === 0) return 'no gradient';
  return level === 'vanishing' || level === 'exploding' ? level : null;
}
