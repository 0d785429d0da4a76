import { type GradientLevel, worstLevel } from '../../diagnosis/gradientLevel.js';
import { formatNumber } from '../../protocol/numberText.js';
import { bars } from './bars.js';
import type { LayerGradient } from './layerGradient.js';

/** Bars for the layers of one line; of more layers a sample is shown. */
const LAYER_BARS = 5;
/** The widest of the usual norms, `3.2e-12`; others are padded to it, so that the bars of consecutive lines align. */
const NORM_WIDTH = 7;
/** The weight that stands for a layer unless another is named. */
const USUAL_WEIGHT = 'kernel';

const norm = (value: number): string => formatNumber(value, 2);

/**
 * What stands on a layer's line: `∇ 3.2e-4 ▃▅▆▇`, or `▼ vanishing 1.3e-13 ▁▁▁▁▁`, what matters first; of several layers made on one line, their
 * range and count.
 */
export function gradientText(layers: readonly LayerGradient[], stale: boolean): string {
  const [only] = layers;
  if (!only) return '';
  const text = layers.length === 1 ? ofOne(only) : ofMany(layers);
  return stale ? `${text} · edited since` : text;
}

export const levelOf = (layers: readonly LayerGradient[]): GradientLevel =>
  worstLevel(layers.map((each) => each.level));

function ofOne({ norm: size, level, history, weight, blocked }: LayerGradient): string {
  const named = weight === USUAL_WEIGHT ? '' : ` ${weight}`;
  const words = blocked?.by === 'itself' ? '○ only zeros' : headline(level, size, norm(size).padEnd(NORM_WIDTH));
  return `${words} ${bars(history)}${named}`;
}

function ofMany(layers: readonly LayerGradient[]): string {
  const norms = layers.map((each) => each.norm);
  const level = levelOf(layers);
  const broken = norms.find((each) => !Number.isFinite(each));
  const [low, high] = [Math.min(...norms), Math.max(...norms)];
  const worst = level === 'exploding' ? high : low;
  const isCalm = broken === undefined && WORDS[level] === undefined && low > 0;
  const range = isCalm && norm(low) !== norm(high) ? `${norm(low)} to ${norm(high)}` : norm(broken ?? worst);
  return `${headline(level, broken ?? worst, range)} ${bars(sample(norms))} ${layers.length} layers`;
}

function sample(norms: readonly number[]): number[] {
  const count = Math.min(LAYER_BARS, norms.length);
  const step = (norms.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => norms[Math.round(index * step)] ?? Number.NaN);
}

/** A sign and a word for what needs a look: colour is never the only sign. */
const WORDS: Partial<Readonly<Record<GradientLevel, string>>> = { vanishing: '▼ vanishing', exploding: '▲ exploding' };

/** What matters, in words where it needs a look, and the norm where there is one to read. */
function headline(level: GradientLevel, size: number, figure: string): string {
  if (Number.isNaN(size)) return '× not a number';
  if (size === 0) return '○ no gradient';
  return `${WORDS[level] ?? '∇'} ${figure}`;
}
