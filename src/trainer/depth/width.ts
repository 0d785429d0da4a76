import type { WidthAnswer } from '../../protocol/depth/answers.js';
import type { DepthSubject } from './depthSubject.js';
import { applied, type LayerStep, layerSteps } from './layerSteps.js';
import { figure } from './norms.js';

/** Passes before the first that counts: the first ones meet cold caches and code that is not yet compiled. */
const WARM_UP = 3;
/** Passes that count, and milliseconds after which no further one begins. */
const MOST = 25;
const BUDGET = 5_000;

/** Times each layer's forward call by itself, on one batch, and measures the first layer with weights. */
export function width(subject: DepthSubject): WidthAnswer {
  const { samples } = subject;
  const steps = layerSteps(subject.model, subject.inputs);
  const { passes, repetitions } = timed(subject, steps);
  return {
    lesson: 'width',
    samples,
    repetitions,
    times: steps.map(({ index }, at) => ({ layer: index, milliseconds: figure(median(passes[at] ?? [])) })),
    first: firstOf(steps, samples),
  };
}

/** Milliseconds of each layer in each pass. tfjs computes before it returns on every backend of a run, so a call's end is its result's. */
function timed({ tf }: DepthSubject, steps: readonly LayerStep[]): { passes: number[][]; repetitions: number } {
  const passes: number[][] = steps.map(() => []);
  const end = performance.now() + BUDGET;
  let pass = 0;
  do {
    for (const [at, { layer, input }] of steps.entries()) {
      const start = performance.now();
      tf.tidy(() => void applied(layer, input));
      if (pass >= WARM_UP) passes[at]?.push(performance.now() - start);
    }
    pass += 1;
  } while (pass <= WARM_UP || (pass < WARM_UP + MOST && performance.now() < end));
  return { passes, repetitions: pass - WARM_UP };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second);
  const middle = sorted.length >> 1;
  const [below = Number.NaN, above = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (below + above) / 2;
}

function firstOf(steps: readonly LayerStep[], samples: number): WidthAnswer['first'] {
  const at = steps.findIndex(hasWeights);
  const first = steps[at];
  const kernel = first && kernelOf(first);
  if (!kernel) return null;
  const behind = steps.slice(at + 1);
  return {
    layer: first.index,
    ...kernel,
    hasBias: first.layer.getWeights().length > 1,
    places: first.output.size / (samples * kernel.units),
    widestBehind: Math.max(0, ...behind.map(({ output }) => output.size / samples)),
    next: nextOf(behind, samples, kernel.units),
  };
}

/** Between them, only layers that leave each unit's value where it is. */
function nextOf(
  behind: readonly LayerStep[],
  samples: number,
  units: number,
): NonNullable<WidthAnswer['first']>['next'] {
  const at = behind.findIndex(hasWeights);
  const next = behind[at];
  const kernel = next && kernelOf(next);
  const isWhole = behind.slice(0, at).every(({ layer, output }) => {
    return layer.getClassName() !== 'Permute' && output.shape.at(-1) === units;
  });
  if (!kernel || !isWhole || kernel.inputs !== units) return null;
  return { layer: next.index, units: kernel.units, places: next.output.size / (samples * kernel.units) };
}

const hasWeights = ({ layer }: LayerStep): boolean => layer.getWeights().length > 0;

/** Of a Dense layer; null for any other. */
function kernelOf({ layer }: LayerStep): { inputs: number; units: number } | null {
  const [kernel] = layer.getWeights();
  const [inputs, units] = kernel?.shape ?? [];
  return layer.getClassName() === 'Dense' && inputs && units ? { inputs, units } : null;
}
