import type { SamplePart } from '../../protocol/launch.js';
import type { NextLayer } from './usualValue.js';
import type { Use } from './valueUses.js';

/**
 * What of a sample a value with these uses is; undefined where none of them says.
 * @param nextLayer the layer that follows in the model; null for the last one
 */
export function samplePart(
  uses: readonly Use[],
  nextLayer: (layer: NonNullable<Use['layer']>) => NextLayer | null,
): SamplePart | undefined {
  const input = uses.map(inputPart).find((part) => part !== undefined);
  const isOutput = ({ option, className, asIs, element, layer }: Use): boolean =>
    asIs && option === 'units' && className === 'Dense' && !element && layer !== null && nextLayer(layer) === null;
  return input ?? (uses.some(isOutput) ? { of: 'output' } : undefined);
}

function inputPart({ option, asIs, element }: Use): SamplePart | undefined {
  if (!asIs || element?.spread || !/^(batchI|i)nputShape$/.test(option)) return undefined;
  const batch = option === 'batchInputShape' ? 1 : 0;
  if (!element) return batch === 0 ? { of: 'shape' } : undefined;
  const { index, length } = element;
  return index < batch ? undefined : { of: 'size', entry: index - batch, entries: length - batch };
}
