import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

type Model = Parameters<typeof shapes>[0];

/** All rows of made-up data in their order, without noise where nothing else is said. */
async function rowsOf(name: string, model: Model = {}, more: object = {}) {
  const spec = { kind: 'builtin', name, noise: 0, shuffle: false, ...more } as DataSpec;
  const dataset = await openDataset(spec, '/', shapes(model));
  const { x, y } = await samplesOf(dataset);
  const width = x.length / y.length;
  const rows = y.map((label, row) => ({ point: x.slice(row * width, (row + 1) * width), label }));
  return { rows, description: dataset.description };
}

const length = (point: readonly number[]) => Math.hypot(...point);
const turns = (point: readonly number[]) => Math.atan2(point[1] ?? 0, point[0] ?? 0) / (2 * Math.PI);
const apart = (a: number, b: number) => Math.abs(a - b - Math.round(a - b));

describe('points', () => {
  it('of moons lie on a half circle up, and on one down that begins within it', async () => {
    const { rows } = await rowsOf('moons');
    for (const { point, label } of rows) {
      const [x = 0, y = 0] = point;
      expect(length(label === 0 ? [x, y] : [x - 1, y - 0.5])).toBeCloseTo(1, 5);
      expect(label === 0 ? y : 0.5 - y).toBeGreaterThan(-1e-6);
    }
    const xs = (of: number) => rows.flatMap(({ point: [x = 0], label }) => (label === of ? [x] : []));
    expect([Math.min(...xs(0)), Math.max(...xs(0)), Math.min(...xs(1)), Math.max(...xs(1))].map(Math.round)).toEqual([
      -1, 1, 0, 2,
    ]);
  });

  it('of circles go all the way round, the second at half the distance', async () => {
    const { rows } = await rowsOf('circles');
    for (const { point, label } of rows) expect(length(point)).toBeCloseTo(label === 0 ? 1 : 0.5, 5);
    for (const label of [0, 1]) {
      const quarters = rows.filter((row) => row.label === label).map(({ point }) => Math.floor(4 * turns(point)));
      expect(new Set(quarters)).toEqual(new Set([-2, -1, 0, 1]));
    }
  });

  it('of a spiral lie on an arm for each class, which goes three quarters round', async () => {
    const { rows, description } = await rowsOf('spiral', { output: [3] });
    expect(description).toMatchObject({ rows: 600, target: { labels: ['0', '1', '2'], counts: [200, 200, 200] } });
    for (const { point, label } of rows) {
      const along = length(point);
      expect(along).toBeLessThan(1);
      expect(apart(turns(point), label / 3 + 0.75 * along)).toBeLessThan(1e-4);
    }
    expect(Math.max(...rows.map(({ point }) => length(point)))).toBeGreaterThan(0.95);
  });

  it('of blobs lie about centers that the seed decides, a unit apart as a rule', async () => {
    const centers = async (seed: number) => {
      const { rows } = await rowsOf('blobs', { input: [4], output: [3] }, { seed });
      const found = [0, 1, 2].map((label) => rows.filter((row) => row.label === label).map(({ point }) => point));
      for (const points of found) expect(new Set(points.map(String)).size).toBe(1);
      return found.map(([point = []]) => point);
    };
    const [first, second] = [await centers(1), await centers(2)];
    expect(new Set([...first, ...second].map(String)).size).toBe(6);
    const all = [...first, ...second].flat();
    expect(Math.min(...all)).toBeGreaterThanOrEqual(-5);
    expect(Math.max(...all)).toBeLessThan(5);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(5);
    const { rows } = await rowsOf('blobs', { input: [4], output: [3] }, { noise: undefined });
    const spread = rows.flatMap(({ point, label }) => point.map((value, axis) => value - (first[label]?.[axis] ?? 0)));
    const mean = spread.reduce((sum, value) => sum + value, 0) / spread.length;
    const deviation = Math.sqrt(spread.reduce((sum, value) => sum + (value - mean) ** 2, 0) / spread.length);
    expect(mean).toBeCloseTo(0, 0);
    expect(deviation).toBeCloseTo(1, 0);
  });

  it('are as many as is asked for, classes in turn, and named', async () => {
    const { rows, description } = await rowsOf('spiral', { output: [3] }, { samples: 8 });
    expect(rows.map(({ label }) => label)).toEqual([0, 1, 2, 0, 1, 2, 0, 1]);
    expect(description).toMatchObject({
      rows: 8,
      inputShape: [2],
      inputNames: ['x1', 'x2'],
      target: { counts: [3, 3, 2] },
    });
    const bits = await rowsOf('xor', {}, { samples: 8 });
    expect(bits.rows.map(({ point, label }) => [...point, label].join(''))).toEqual([
      ...['000', '011', '110', '101', '000', '011', '110', '101'],
    ]);
  });

  it('are of two classes, or of as many as the model tells apart, up to twenty', async () => {
    const classes = async (output: number[]) => {
      const { description } = await rowsOf('blobs', { output });
      return description.target.kind === 'classes' ? description.target.labels.length : null;
    };
    expect(await Promise.all([[1], [2], [20], [21], [5, 4]].map(classes))).toEqual([2, 2, 20, 3, 3]);
    const inputs = async (input: (number | null)[] | null) => (await rowsOf('linear', { input })).rows[0]?.point.length;
    expect(await Promise.all([null, [null], [1], [3]].map(inputs))).toEqual([1, 1, 1, 3]);
  });
});

describe('numbers', () => {
  it('of a linear regression are a weighted sum of inputs and a constant', async () => {
    const { rows, description } = await rowsOf('linear', { input: [2] });
    expect(description).toMatchObject({ rows: 500, inputNames: ['x1', 'x2'], target: { kind: 'numbers', shape: [1] } });
    const [p, q, r] = rows.map(({ point: [a = 0, b = 0], label }) => ({ a, b, label }));
    if (!p || !q || !r) throw new Error('three rows expected');
    // Cramer's rule on the differences to the first row.
    const [a1, b1, y1] = [q.a - p.a, q.b - p.b, q.label - p.label];
    const [a2, b2, y2] = [r.a - p.a, r.b - p.b, r.label - p.label];
    const determinant = a1 * b2 - a2 * b1;
    const [first, second] = [(y1 * b2 - y2 * b1) / determinant, (a1 * y2 - a2 * y1) / determinant];
    const offset = p.label - first * p.a - second * p.b;
    for (const weight of [first, second]) expect(Math.abs(weight)).toBeLessThan(2);
    expect(Math.abs(offset)).toBeLessThan(1);
    for (const {
      point: [a = 0, b = 0],
      label,
    } of rows) {
      expect(label).toBeCloseTo(first * a + second * b + offset, 3);
      expect(Math.max(Math.abs(a), Math.abs(b))).toBeLessThanOrEqual(1);
    }
    expect(Math.min(...rows.flatMap(({ point }) => point))).toBeLessThan(-0.9);
    const noisy = await rowsOf('linear', { input: [2] }, { noise: undefined });
    const errors = noisy.rows.map(({ label }, row) => label - (rows[row]?.label ?? 0));
    expect(Math.hypot(...errors) / Math.sqrt(errors.length)).toBeCloseTo(0.05, 2);
  });

  it('of a sine go once round', async () => {
    const { rows, description } = await rowsOf('sine');
    const xs = rows.map(({ point: [x = 0] }) => x);
    expect([description.rows, description.inputNames]).toEqual([1000, ['x']]);
    expect(Math.max(...xs.map(Math.abs))).toBeLessThanOrEqual(Math.fround(Math.PI));
    expect(Math.min(...xs)).toBeLessThan(-3);
    expect(Math.max(...xs)).toBeGreaterThan(3);
  });

  it('of waves go on as they began, each at its own pace, and the target is what comes next', async () => {
    const { rows, description } = await rowsOf('sine', { input: [30, 1] });
    expect(description).toMatchObject({ rows: 1000, inputShape: [30, 1] });
    const paces = rows.flatMap(({ point, label }) => {
      const wave = [...point, label];
      const middle = wave.findIndex((value, step) => step > 0 && Math.abs(value) > 0.5);
      const twice = ((wave[middle - 1] ?? 0) + (wave[middle + 1] ?? 0)) / (wave[middle] ?? 1);
      if (middle < 0 || middle === 30) return [];
      // sin(a - p) + sin(a + p) = 2 cos(p) sin(a)
      for (let step = 1; step < 30; step++)
        expect((wave[step - 1] ?? 0) + (wave[step + 1] ?? 0)).toBeCloseTo(twice * (wave[step] ?? 0), 3);
      return [Math.acos(twice / 2)];
    });
    expect(paces.length).toBeGreaterThan(900);
    expect(Math.min(...paces)).toBeCloseTo(0.2, 1);
    expect(Math.max(...paces)).toBeCloseTo(0.6, 1);
    const starts = rows.map(({ point: [first = 0] }) => first);
    expect([Math.min(...starts), Math.max(...starts)].map(Math.round)).toEqual([-1, 1]);
    const open = await rowsOf('sine', { input: [null, 1] }, { samples: 3 });
    expect(open.description.inputShape).toEqual([24, 1]);
  });
});

describe('tokens', () => {
  it('count up by one to three, and start over at the vocabulary’s end', async () => {
    const { rows, description } = await rowsOf('tokens', { input: [6], output: [9], vocabulary: 9 });
    const strides = rows.map(({ point, label }) => {
      const all = [...point, label];
      const steps = all.slice(1).map((token, step) => (token - (all[step] ?? 0) + 9) % 9);
      expect(new Set(steps).size).toBe(1);
      expect(all.every((token) => token >= 0 && token < 9)).toBe(true);
      return steps[0];
    });
    expect(new Set(strides)).toEqual(new Set([1, 2, 3]));
    const counts = Array.from({ length: 9 }, (_, token) => rows.filter(({ label }) => label === token).length);
    expect(description.target).toEqual({ kind: 'classes', labels: [...'012345678'], counts });
    expect(description.rows).toBe(1000);
  });

  it.each<[Model, number[], number]>([
    [{ input: null, output: [1] }, [12], 20],
    [{ input: [null], output: [7] }, [12], 7],
    [{ input: [5], output: [1], vocabulary: 8 }, [5], 8],
    [{ input: [5], output: [6], vocabulary: 8 }, [5], 6],
    [{ input: [5], output: [9], vocabulary: 8 }, [5], 8],
    [{ input: [5, 4], output: [3] }, [5, 4], 3],
    [{ input: [5, 4], output: [6] }, [5, 4], 4],
    [{ input: [5, 4], output: [1] }, [5, 4], 4],
    [{ input: [5, 1], output: [6] }, [5, 1], 6],
  ])('for %j are laid out as %j, of a vocabulary of %d', async (model, inputShape, vocabulary) => {
    const { rows, description } = await rowsOf('tokens', model, { samples: 300 });
    expect(description).toMatchObject({ inputShape, target: { kind: 'classes', labels: { length: vocabulary } } });
    const [, width = 1] = inputShape;
    for (const { point } of rows) {
      if (width > 1) expect(point.filter((value) => value === 1)).toHaveLength(5);
      else expect(Math.max(...point)).toBeLessThan(vocabulary);
    }
  });
});
