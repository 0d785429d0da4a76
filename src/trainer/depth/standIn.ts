import { bundledData } from '../../datasets/builtIn/bundledData.js';
import { madeData } from '../../datasets/builtIn/generatedData.js';
import { explainMismatch } from '../../datasets/mismatch/explainMismatch.js';
import { openRows } from '../../datasets/rows/openRows.js';
import { targetForm } from '../../datasets/targetForm.js';
import type { Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { batchTensors } from '../build/dataTensors.js';
import { modelShapes } from '../build/modelShapes.js';

/** Data that stand for a model's own. */
export interface StandIn {
  readonly title: string;
  readonly inputs: Tensor;
  readonly targets: Tensor;
}

/** By name, the best first. Noise makes what holds for all samples differ from what holds for one: without it nothing could be over-fitted. */
const CHOICE: readonly { readonly name: string; readonly noise?: number }[] = [
  { name: 'moons', noise: 0.3 },
  { name: 'iris' },
  { name: 'digits' },
  { name: 'spiral', noise: 0.06 },
  { name: 'blobs', noise: 4 },
  { name: 'sine', noise: 0.3 },
  { name: 'linear', noise: 0.5 },
  { name: 'tokens' },
];
const places = { store: '' };

/** The first built-in data that fit a model and are in memory at once; null where none do. @param most samples */
export function standInFor(tf: Tfjs, model: Sequential, most: number): StandIn | null {
  const usual = modelShapes(tf, model);
  const shapes = { ...usual, input: usual.concreteInput };
  for (const { name, ...spec } of CHOICE) {
    const data = [...madeData, ...bundledData].find((each) => each.name === name);
    const source = data?.open({ kind: 'builtin', name, ...spec }, shapes, places);
    if (!data || !source || source instanceof Promise || !source.readNow) continue;
    const { description } = openRows(source, {}, shapes);
    if (explainMismatch(description, { ...shapes, layers: [], compiles: [] }, undefined).length > 0) continue;
    const rows = Uint32Array.from({ length: Math.min(most, source.rows) }, (_, row) => row);
    const x = new Float32Array(rows.length * source.inputSize);
    const y = new Float32Array(rows.length * source.targetSize);
    source.readNow(rows, x, y);
    const form = targetForm(description.target, shapes, undefined);
    const { xs, ys } = batchTensors(tf, { rows: rows.length, x, y }, description.inputShape, form);
    return { title: data.title, inputs: xs, targets: ys };
  }
  return null;
}
