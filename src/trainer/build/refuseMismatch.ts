import { explainMismatch } from '../../datasets/mismatch/explainMismatch.js';
import type { MismatchLayer } from '../../datasets/mismatch/types.js';
import type { DatasetDescription, ModelShapes } from '../../datasets/types.js';
import { SourceError } from '../../errors/sourceError.js';
import type { DataSpec } from '../../protocol/data.js';
import { continued } from '../../protocol/sentenceText.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer, Sequential } from '../../tfjs/tfjs.js';
import type { BuildRun } from './buildRun.js';
import { SourceCalls } from './sourceCalls.js';

/**
 * Compares data and model before anything is trained; warns of what trains and will not learn.
 * @throws {SourceError} at the layer that would have to change, with what would fit
 */
export function refuseMismatch(
  run: Pick<BuildRun, 'placeOf' | 'warn'>,
  model: Sequential,
  shapes: ModelShapes,
  description: DatasetDescription,
  targetAs: DataSpec['targetAs'],
): void {
  const sources = new SourceCalls();
  const layers = model.layers.map((layer): MismatchLayer => {
    const location = run.placeOf(layer);
    return { className: layer.getClassName(), location, source: sources.layerAt(location), units: unitsOf(layer) };
  });
  const compiles = sources.compilesAt(run.placeOf(model));
  for (const mismatch of explainMismatch(description, { ...shapes, layers, compiles }, targetAs)) {
    const { severity, location, fixes, dataFixes } = mismatch;
    const choices = dataFixes.map(({ title }) => ` For the data: ${continued(title)}.`);
    const message = mismatch.message + choices.join('');
    if (severity === 'error') throw new SourceError(message, location, fixes);
    run.warn({ kind: 'data', message, location });
  }
}

function unitsOf(layer: Layer): number | null {
  const { units, layer: inner } = fieldsOf(layer);
  if (units !== undefined) return units;
  return inner ? unitsOf(inner) : null;
}
