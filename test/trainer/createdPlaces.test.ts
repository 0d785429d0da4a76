import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture } from './support/fixture.js';
import { runToEnd } from './support/trainerRun.js';

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

  it('not for layers of a loaded model', async () => {
    expect(await places('loaded.mjs')).toEqual([{ model: 'none', layers: ['none'] }]);
  });
});
