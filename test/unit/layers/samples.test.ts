import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { tfjsLayerClass } from '../../../src/layers/catalogue.js';
import { usualSample } from '../../../src/layers/samples.js';
import { usualLayerBefore, usualShape } from '../../../src/source/slice/usualLayers.js';
import { usualOptions } from '../../../src/source/slice/usualOptions.js';
import type { Layer } from '../../../src/tfjs/tfjs.js';
import { usualInputShape } from '../../../src/trainer/build/usualInputShape.js';
import { explainFirst } from '../../../src/trainer/shapes/explainRefusal.js';

/** Not layers of one input each, or parts of others. */
const OTHERS =
  /^(?:Layer|RNN|RNNCell|input|inputLayer|rnn|.*Cells?|add|average|concatenate|maximum|minimum|multiply|dot)$/;
/** tfjs cannot tell what comes out of it. */
const UNKNOWN_WIDTH = 'randomWidth';

const factories = Object.keys(tf.layers).filter((name) => !OTHERS.test(name) && name !== UNKNOWN_WIDTH);
const isCounted = (name: string) => name === 'timeDistributed';

const layerOf = (factory: string, options: string): Layer =>
  new Function('tf', `return tf.layers.${factory}(${options})`)(tf);

describe('what is proposed for a layer that the source leaves open', () => {
  it.each(factories)('tf.layers.%s takes its usual options and its usual sample', (factory) => {
    const className = tfjsLayerClass(factory);
    const options = usualOptions(className, false);
    const plain = layerOf(factory, options);
    const shape = usualInputShape(plain, 28);
    if (!isCounted(factory) && className !== 'Reshape') expect(shape).toEqual(usualShape(className, null));
    const model = tf.sequential();
    model.add(tf.layers.activation({ activation: 'linear', inputShape: [...shape] }));
    model.add(plain);
    expect(model.outputs).toHaveLength(1);
  });

  it.each(factories)('a layer that is put before tf.layers.%s is one that it can follow', (factory) => {
    const className = tfjsLayerClass(factory);
    const before = usualLayerBefore(className).replace('units: 16,', 'units: 16, inputShape: [10],');
    const model = tf.sequential();
    model.add(new Function('tf', `return ${before}`)(tf));
    if (className === 'Reshape') return;
    model.add(layerOf(factory, usualOptions(className, false)));
    expect(model.outputs).toHaveLength(1);
  });

  it.each(['conv1d', 'conv3d', 'convLstm2d', 'lstm', 'dense', 'averagePooling3d'])(
    'what is said of tf.layers.%s without an input shape is the same sample',
    (factory) => {
      const className = tfjsLayerClass(factory);
      const layer = layerOf(factory, usualOptions(className, false));
      const said = explainFirst(layer, new Error('must get an `inputShape`'), null);
      expect(said).toContain(`such as [${usualSample(className).join(', ')}]`);
    },
  );
});
