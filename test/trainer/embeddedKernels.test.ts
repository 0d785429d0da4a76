import { beforeAll, describe, expect, it } from 'vitest';
import { fixture } from './support/fixture.js';
import { type Outcome, outcomesOf, relativeError } from './support/outcomes.js';
import { runToEnd } from './support/trainerRun.js';

let reference: Outcome[] = [];
let embedded = new Map<string, Outcome>();
let memory: Record<string, unknown> = {};

beforeAll(async () => {
  const project = fixture('embedded', 'kernels.mjs');
  reference = [...(await outcomesOf(project, 'tfjs-node')).byName.values()];
  ({ byName: embedded, last: memory } = await outcomesOf(project, 'wasm'));
});

describe('kernels of the embedded default', () => {
  it.each([
    ['Conv2DBackpropFilter', 31],
    ['Conv2DBackpropInput', 31],
    ['Conv3DBackpropFilterV2', 8],
    ['Conv3DBackpropInputV2', 8],
    ['Conv3DBackpropInputV2, its gradient', 1],
    ['DepthwiseConv2dNativeBackpropFilter', 6],
    ['DepthwiseConv2dNativeBackpropInput', 6],
    ['MaxPool', 10],
    ['AvgPool', 10],
    ['MaxPoolGrad', 10],
    ['AvgPoolGrad', 10],
    ['MaxPool3D', 8],
    ['AvgPool3D', 8],
    ['Conv3D', 9],
    ['MaxPool3DGrad', 8],
    ['AvgPool3DGrad', 8],
    ['UnsortedSegmentSum', 9],
    ['BatchMatMul', 20],
    ['_FusedMatMul', 1],
  ])('give what tfjs-node gives: %s', (family, count) => {
    const cases = reference.filter((each) => each.family === family);
    expect(cases).toHaveLength(count);
    const errors = cases.map(({ name, numbers = [] }) => [
      name,
      relativeError(numbers, embedded.get(name)?.numbers ?? []),
    ]);
    expect(errors.filter(([, error]) => !(Number(error) < 1e-5))).toEqual([]);
  });

  it('leave nothing in memory', () => {
    expect(memory.after).toEqual(memory.before);
  });

  it('keep memory as it is from one batch to the next', async () => {
    const run = await runToEnd(fixture('embedded', 'memory.mjs'), { histogramInterval: 0 });
    const [first, ...others] = run.stdout.split('\n').filter((line) => line.startsWith('['));
    expect(others).toEqual(Array.from({ length: 23 }, () => first));
  });
});
