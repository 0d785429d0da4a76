import { type GradientLevel, worstLevel } from '../../diagnosis/gradientLevel.js';
import { GRADIENT_SIGNS, type GradientSign, gradientSign, worstSign } from '../../diagnosis/gradientSign.js';
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
 * @param edited whether what stands there is no longer what ran
 */
export function gradientText(layers: readonly LayerGradient[], edited: boolean): string {
  const [only] = layers;
  if (!only) return '';
  const text = layers.length === 1 ? ofOne(only) : ofMany(layers);
  return edited ? `${text} · edited since` : text;
}

export const levelOf = (layers: readonly LayerGradient[]): GradientLevel =>
  worstLevel(layers.map((each) => each.level));

function ofOne(gradient: LayerGradient): string {
  const named = gradient.weight === USUAL_WEIGHT ? '' : ` ${gradient.weight}`;
  const figure = norm(gradient.norm).padEnd(NORM_WIDTH);
  return `${headline(gradientSign(gradient), figure)} ${bars(gradient.history)}${named}`;
}

function ofMany(layers: readonly LayerGradient[]): string {
  const norms = layers.map((each) => each.norm);
  const sign = worstSign(layers);
  return `${headline(sign, figureOfMany(sign, norms))} ${bars(sample(norms))} ${layers.length} layers`;
}

/** The norm that the sign is about, or the range of what needs no look. */
function figureOfMany(sign: GradientSign, norms: readonly number[]): string {
  const [low, high] = [Math.min(...norms), Math.max(...norms)].map(norm);
  if (sign === 'exploding') return high ?? '';
  return sign === 'calm' && low !== high ? `${low} to ${high}` : (low ?? '');
}

function sample(norms: readonly number[]): number[] {
  const count = Math.min(LAYER_BARS, norms.length);
  const step = (norms.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => norms[Math.round(index * step)] ?? Number.NaN);
}

/** Sign and words first, and the norm where there is one to read: color is never the only sign. */
function headline(sign: GradientSign, figure: string): string {
  const { sign: shape, words, withNorm } = GRADIENT_SIGNS[sign];
  return [shape, words, withNorm ? figure : ''].filter((part) => part !== '').join(' ');
}
