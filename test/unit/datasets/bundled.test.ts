import { describe, expect, it } from 'vitest';
import { listDatasets } from '../../../src/datasets/listDatasets.js';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { samplesOf, shapes } from './shapes.js';

describe('data sets that GradLens brings along', () => {
  it('iris has Fisher’s 150 flowers', async () => {
    const dataset = await openDataset({ kind: 'builtin', name: 'iris', shuffle: false }, '/', shapes());
    const { x, y } = await samplesOf(dataset);
    expect(dataset.description).toMatchObject({ rows: 150, inputShape: [4], target: { counts: [50, 50, 50] } });
    expect(x.slice(0, 4).map((value) => Math.round(value * 10) / 10)).toEqual([5.1, 3.5, 1.4, 0.2]);
    expect(x.reduce((sum, value) => sum + value, 0) / 600).toBeCloseTo(3.4645, 4);
    expect([y[49], y[50], y[149]]).toEqual([0, 1, 2]);
  });

  it('can be scaled by column', async () => {
    const spec = { kind: 'builtin', name: 'iris', normalize: 'standard' } as const;
    const { x } = await samplesOf(await openDataset(spec, '/', shapes()));
    const first = x.filter((_, place) => place % 4 === 0);
    expect(first.reduce((sum, value) => sum + value, 0) / 150).toBeCloseTo(0, 5);
    expect(first.reduce((sum, value) => sum + value * value, 0) / 150).toBeCloseTo(1, 5);
  });

  it('digits are 1797 pictures from 0 to 1, laid out as the model takes them', async () => {
    const dataset = await openDataset({ kind: 'builtin', name: 'digits' }, '/', shapes({ input: [64], output: [10] }));
    expect(dataset.description).toMatchObject({ rows: 1797, inputShape: [64], inputRange: [0, 1] });
    expect(dataset.description.target).toMatchObject({ counts: [178, 182, 177, 183, 181, 182, 181, 179, 174, 180] });
    const { x } = await samplesOf(dataset);
    expect(Math.max(...x.slice(0, 6400))).toBe(1);
    expect(x.reduce((sum, value) => sum + value, 0) / x.length).toBeCloseTo(4.884 / 16, 3);
  });

  it('are listed, with those that are made or downloaded', () => {
    const listed = listDatasets();
    expect(listed.map(({ name }) => name)).toEqual(
      'random xor moons circles spiral blobs linear sine tokens iris digits mnist fashion-mnist'.split(' '),
    );
    expect(listed.filter(({ download }) => download !== null).map(({ name }) => name)).toEqual([
      'mnist',
      'fashion-mnist',
    ]);
    for (const { title, description, samples } of listed) expect([title, description, samples]).not.toContain('');
  });
});
