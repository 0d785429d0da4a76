import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { misspeltKey } from '../../../src/trainer/endings/callText.js';
import { misspeltMember } from '../../../src/trainer/endings/misspeltMember.js';

const reading = (name: string) => `Cannot read properties of undefined (reading '${name}')`;

describe('a member that is not there', () => {
  it.each([
    [reading('dense'), 'model.add(tf.layer.dense({ units: 2 }));', 'Did you mean tf.layers?'],
    ['tf.layers.Dense is not a function', '', 'Did you mean tf.layers.dense?'],
    ['layers.dens is not a function', '', 'Did you mean layers.dense?'],
    ['tf.train.adm is not a function', '', 'Did you mean tf.train.adam?'],
    ['tf.tensor2D is not a function', '', 'Did you mean tf.tensor2d?'],
    ['model.addLayer is not a function', '', 'Did you mean model.add?'],
    ['net.complie is not a function', '', 'Did you mean net.compile?'],
    [
      "Class constructor r cannot be invoked without 'new'",
      'const model = tf.Sequential({ layers });',
      'tf.Sequential is a class. To create a model, call tf.sequential({ layers: [...] }).',
    ],
  ])('%s', (message, row, advice) => {
    expect(misspeltMember(message, row, tf)).toBe(advice);
  });

  it('is a class that is called, in the older JavaScript of tfjs-node', () => {
    const advice = misspeltMember('_this.getClassName is not a function', 'const net = tf.Sequential();', tf);
    expect(advice).toContain('tf.sequential({ layers: [...] })');
  });

  it.each([
    [reading('length'), 'rows.list.length'],
    ['rows.toUpperCase is not a function', ''],
    ['callback is not a function', ''],
    ['tf.nothingLikeIt is not a function', ''],
    ["Class constructor Net cannot be invoked without 'new'", 'const net = Net();'],
  ])('is left alone where nothing is near: %s', (message, row) => {
    expect(misspeltMember(message, row, tf)).toBeNull();
  });
});

describe('an option that is not there', () => {
  let folder = '';
  let file = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlens-keys-'));
    file = join(folder, 'net.js');
    await writeFile(
      file,
      'const a = tf.sequential({\n  layer: [dense({ units: 2 })],\n});\nconst b = f({ layers: x });\nlayer: 1\n',
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is looked for in its own call', () => {
    expect(misspeltKey({ file, line: 1, column: 11 }, 'layers')).toBe('It has "layer". Did you mean "layers"?');
    expect(misspeltKey({ file, line: 2, column: 11 }, 'unit')).toBe('It has "units". Did you mean "unit"?');
    expect(misspeltKey({ file, line: 4, column: 11 }, 'layers')).toBeNull();
    expect(misspeltKey({ file, line: 9, column: 1 }, 'layers')).toBeNull();
    expect(misspeltKey({ file: join(folder, 'none.js'), line: 1, column: 1 }, 'layers')).toBeNull();
    expect(misspeltKey(null, 'layers')).toBeNull();
  });
});
