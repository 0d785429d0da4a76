import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkTfjs } from '../../../src/tfjs/checkTfjs.js';
import { type Engine, engineOf } from '../../../src/tfjs/engine.js';
import type { LayerCodes } from '../../../src/tfjs/layerCodeMembers.js';
import type { LazyIterator } from '../../../src/tfjs/lazyIterator.js';
import { members, type Owner, ownerOf } from '../../../src/tfjs/members.js';
import { innerModel } from '../../../src/tfjs/tfjs.js';

/** What is tfjs-node's alone is tried on the real one, in the trainer's tests: its steps are compiled only where all of it is there. */
const OF_TFJS_NODE: readonly Owner[] = ['NodeBackend', 'TensorEntry', 'Binding'];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('finds all that is needed in tfjs 4.22', () => {
  expect(tf.version.tfjs).toBe('4.22.0');
  const { numTensors } = tf.memory();
  expect(checkTfjs(tf)).toEqual({ toRecord: [], toCompile: [], toReplaceLoop: [], toSeed: [] });
  expect(tf.memory().numTensors).toBe(numTensors);
});

it('leaves the names of layers and weights as they are', () => {
  checkTfjs(tf);
  const layer = tf.layers.dense({ units: 1, inputShape: [1] });
  tf.sequential({ layers: [layer] });
  expect(layer.name).toBe('dense_Dense1');
  expect(layer.getWeights().length).toBe(2);
  expect(layer.weights.map(({ name }) => name)).toEqual(['dense_Dense1/kernel', 'dense_Dense1/bias']);
});

describe('each member of the list', () => {
  /** Objects of each kind that have, together, all that the list names. */
  async function specimens(): Promise<Partial<Record<Owner, readonly object[]>>> {
    const { layers, train } = tf;
    const cells = layers.lstm({ units: 1, inputShape: [2, 1] });
    const model = tf.sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
    model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
    await model.fit(tf.ones([1, 1]), tf.ones([1, 1]), { verbose: 0 });
    const engine = engineOf(tf);
    engine.startTape();
    engine.startScope();
    tf.relu(tf.ones([1]));
    const inUse = { ...engine.state };
    engine.endScope();
    engine.endTape();
    return {
      tf: [tf],
      LayersModel: [innerModel(model) ?? {}],
      Sequential: [model],
      Layer: [
        ...model.layers,
        cells,
        model,
        layers.conv2d({ filters: 1, kernelSize: 1 }),
        layers.maxPooling2d({ poolSize: 1 }),
        layers.embedding({ inputDim: 1, outputDim: 1 }),
        layers.reshape({ targetShape: [1] }),
        layers.timeDistributed({ layer: layers.dense({ units: 1 }) }),
        layers.bidirectional({ layer: layers.lstm({ units: 1 }) as never }),
      ],
      Optimizer: [
        train.sgd(1),
        train.momentum(1, 1),
        train.adagrad(1),
        train.adadelta(),
        train.adam(),
        train.adamax(),
        train.rmsprop(1),
      ],
      BaseCallback: [ownerOf(tf, 'BaseCallback')],
      Orthogonal: [tf.initializers.orthogonal({ seed: 1 })],
      Dataset: [ownerOf(tf, 'Dataset')],
      LazyIterator: await iteratorSpecimens(),
      Engine: [engine],
      EngineState: [inUse],
      TapeNode: [...(inUse.activeTape ?? [])],
      ...layerSpecimens(),
    };
  }

  it('is one of tfjs 4.22', async () => {
    const found = await specimens();
    const wanted = (Object.keys(members) as Owner[]).filter((owner) => !OF_TFJS_NODE.includes(owner));
    expect(Object.keys(found).sort()).toEqual(wanted.sort());
    for (const owner of wanted) {
      for (const name of Object.keys(members[owner])) {
        const has = found[owner]?.some((each) => name in each);
        expect(has, `${owner}.${name}`).toBe(true);
      }
    }
  });
});

describe('a tfjs that lacks a member', () => {
  /** Without a member of a class, for as long as the check takes. */
  function checkedWithout(target: object, name: string) {
    const own = Object.getOwnPropertyDescriptor(target, name);
    if (!own) throw new Error(`${name} does not stand there`);
    Reflect.deleteProperty(target, name);
    try {
      return checkTfjs(tf);
    } finally {
      Object.defineProperty(target, name, own);
    }
  }
  const engine = Object.getPrototypeOf(engineOf(tf)) as Engine;
  const none = { toRecord: [], toCompile: [], toReplaceLoop: [], toSeed: [] };

  it('is good for less, and told by name', () => {
    expect(checkedWithout(ownerOf(tf, 'LayersModel'), 'trainOnBatch')).toEqual({
      ...none,
      toRecord: ['LayersModel.trainOnBatch'],
    });
    expect(checkedWithout(engine, 'makeTensorFromTensorInfo').toCompile).toContain('Engine.makeTensorFromTensorInfo');
    expect(checkedWithout(ownerOf(tf, 'LayersModel'), 'fitLoop')).toEqual({
      ...none,
      toReplaceLoop: ['LayersModel.fitLoop'],
    });
    expect(checkTfjs(tf)).toEqual(none);
  });
});

/** Passes over datasets that have, together, all that is known of one. */
async function iteratorSpecimens(): Promise<readonly object[]> {
  const { data } = tf;
  const array = data.array([0]);
  const datasets = [array, data.zip([array]), array.take(1), array.shuffle(1, '1'), array.batch(1)];
  const iterators = (await Promise.all(datasets.map((dataset) => dataset.iterator()))) as unknown as LazyIterator[];
  return iterators.flatMap((iterator) => [iterator, iterator.upstream ?? {}]);
}

/** Layers that have, together, all of what layers compute that the list names. */
function layerSpecimens(): Record<keyof LayerCodes, readonly object[]> {
  const { layers } = tf;
  const built = <L extends tf.layers.Layer>(layer: L, shape: number[]): L => {
    layer.build(shape);
    return layer;
  };
  const constraints = { kernelConstraint: 'nonNeg', kernelRegularizer: 'l1l2' } as const;
  const dense = built(layers.dense({ units: 1, activation: 'relu', ...constraints }), [1, 1]);
  const gru = built(layers.gru({ units: 1 }), [1, 2, 1]);
  return {
    LayerCode: [dense],
    Convolution: [
      built(layers.conv2d({ filters: 1, kernelSize: 1 }), [1, 2, 2, 1]),
      built(layers.separableConv2d({ filters: 1, kernelSize: 1 }), [1, 2, 2, 1]),
    ],
    BatchNormalization: [built(layers.batchNormalization({}), [1, 1])],
    LayerNormalization: [built(layers.layerNormalization({}), [1, 1])],
    TimeDistributed: [layers.timeDistributed({ layer: layers.dense({ units: 1 }) })],
    Recurrent: [gru],
    GruCell: [(gru as unknown as { cell: object }).cell],
    LayerVariable: dense.weights,
  };
}
