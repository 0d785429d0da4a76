import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { engineOf } from '../../../src/tfjs/engine.js';
import { ownerOf } from '../../../src/tfjs/members.js';
import { patch, patchLayerId, patchOne, type Undo } from '../../../src/tfjs/patch.js';
import type { Layer, Sequential } from '../../../src/tfjs/tfjs.js';

describe('a patch', () => {
  const { prototype } = tf.Sequential;
  const before = Object.getOwnPropertyDescriptors(prototype);
  let undo: Undo = () => {};
  afterEach(() => undo());

  const counted = (count: { adds: number }) =>
    patch(tf, 'missingInputShape', {
      add: (add) =>
        function (this: Sequential, layer) {
          count.adds++;
          add.call(this, layer);
        },
    });

  it('takes the place of a member until it is undone', () => {
    const count = { adds: 0 };
    undo = counted(count);
    tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    expect(count.adds).toBe(1);
    undo();
    tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    expect(count.adds).toBe(1);
    expect(Object.getOwnPropertyDescriptors(prototype)).toEqual(before);
  });

  it('leaves what was put on top of it when it is undone', () => {
    const count = { adds: 0 };
    undo = counted(count);
    const { add } = prototype;
    let others = 0;
    prototype.add = function (this: Sequential, layer) {
      others++;
      add.call(this, layer);
    };
    undo();
    tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    expect([others, count.adds]).toEqual([1, 1]);
    prototype.add = add;
    undo();
  });

  it('of an inherited member leaves none of its own behind', () => {
    const engine = engineOf(tf);
    const { setBackend } = engine;
    undo = patch(tf, 'chosenBackend', { setBackend: () => async () => true });
    expect(engine.setBackend).not.toBe(setBackend);
    undo();
    expect(Object.hasOwn(engine, 'setBackend')).toBe(false);
    expect(engine.setBackend).toBe(setBackend);
  });

  it('refuses what is not there', () => {
    expect(() => patchOne({} as never, 'updates', { applyGradients: () => () => {} })).toThrow(
      'This tfjs has no Optimizer.applyGradients, which GradLens replaces',
    );
  });

  it('of the field that a layer sets first hears of each new layer, and leaves it a plain field', () => {
    const seen: Layer[] = [];
    undo = patchLayerId(tf, (layer) => seen.push(layer));
    const layer = tf.layers.dense({ units: 1 });
    undo();
    expect(seen).toEqual([layer]);
    expect(Object.getOwnPropertyDescriptor(layer, 'id')).toMatchObject({ writable: true, enumerable: true });
    expect('id' in ownerOf(tf, 'Layer')).toBe(false);
    tf.layers.dense({ units: 1 });
    expect(seen).toHaveLength(1);
  });
});
