import type { Sequential, Tensor } from '../../tfjs/tfjs.js';

/** A model as tfjs's own files have it. */
export interface KeptModel {
  /** Text of `model.json`. */
  readonly json: string;
  readonly weights: Uint8Array;
}

const TYPES = ['float32', 'int32', 'bool'];

/** That its weights take, in bytes. */
export const weightBytes = ({ weights }: Pick<Sequential, 'weights'>): number =>
  weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, each) => size * (each ?? 1), 4), 0);

/** What `tf.loadLayersModel` reads. @param file that the weights will be in @throws {Error} where a weight is of a type that files lack */
export function keptModel(model: Sequential, file: string): KeptModel {
  const values = model.getWeights();
  const names = model.weights.map(({ originalName }) => originalName);
  const specs = values.map((value: Tensor, index) => {
    const { shape, dtype } = value;
    if (!TYPES.includes(dtype)) throw new Error(`Weights of type ${dtype} are not kept`);
    return { name: names[index] ?? `weight_${index}`, shape, dtype };
  });
  const pieces = values.map((value) => {
    const data = value.dataSync();
    return new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  });
  return {
    json: JSON.stringify({
      format: 'layers-model',
      generatedBy: 'GradLens',
      convertedBy: null,
      modelTopology: model.toJSON(null, false),
      weightsManifest: [{ paths: [file], weights: specs }],
    }),
    weights: Buffer.concat(pieces),
  };
}
