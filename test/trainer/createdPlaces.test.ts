import { symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture } from './support/fixture.js';
import { runToEnd, TrainerRun } from './support/trainerRun.js';

/** `file:line:column` of the model and of each layer of each fit, the file without its folder. */
async function places(entry: string): Promise<{ model: string; layers: string[] }[]> {
  const run = await runToEnd(fixture('places', entry), {});
  expect(run.problems).toEqual([]);
  const spell = (place: { file: string; line: number; column: number } | null) =>
    place && `${place.file.slice(join(run.folder, '/').length)}:${place.line}:${place.column}`;
  return run.fits.map(({ location, layers }) => ({
    model: spell(location) ?? 'none',
    layers: layers.map((layer) => spell(layer.location) ?? 'none'),
  }));
}

describe('layers and models are mapped to the calls that created them', () => {
  it('in loops, helpers, chains over several lines, custom layers, nested models and wrappers', async () => {
    const layers = [
      'main.mjs:6:11',
      'main.mjs:10:39',
      'main.mjs:10:39',
      'blocks.mjs:4:11',
      'blocks.mjs:9:16',
      'main.mjs:15:11',
      'main.mjs:16:11',
      'main.mjs:18:3',
    ];
    expect(await places('main.mjs')).toEqual([{ model: 'main.mjs:5:15', layers }]);
  });

  it('of a subclass of Sequential', async () => {
    expect(await places('subclass.ts')).toEqual([{ model: 'subclass.ts:11:15', layers: ['subclass.ts:6:14'] }]);
  });

  it('by the path that was asked for, where a link leads to the file', async () => {
    await using target = await TrainerRun.start({ 'main.mjs': '' });
    const text = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.ones([2, 1]), tf.ones([2, 1]), { epochs: 1, verbose: 0 });`;
    await writeFile(join(target.folder, 'linked.mjs'), text);
    const link = `${target.folder}-link`;
    await symlink(target.folder, link, 'dir');
    try {
      const file = join(link, 'linked.mjs');
      const span = { file, start: { line: 2, column: 1 }, end: { line: 2, column: 90 } };
      const run = await runToEnd({ 'unused.mjs': '' }, { file, only: { spans: [span], name: null } });
      expect(run.fits).toMatchObject([{ location: { file, line: 2, column: 15 } }]);
    } finally {
      await unlink(link);
    }
  });

  it('not for layers of a loaded model', async () => {
    expect(await places('loaded.mjs')).toEqual([{ model: 'none', layers: ['none'] }]);
  });
});
