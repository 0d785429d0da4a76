import { describe, expect, it } from 'vitest';
import { needsItsCode, repeatedTrace } from '../../../../src/trainer/compiled/trace/repeatedTrace.js';
import type { CreatedTensor, RandomSource, Trace, TracedOp } from '../../../../src/trainer/compiled/trace/trace.js';

const TF_FLOAT = 1;
const output = [{ shape: [2], dtype: TF_FLOAT }];

function op(name: string, attributes: TracedOp['attributes'] = []): TracedOp {
  return { name, attributes, inputs: [{ kind: 'batch', index: 0 }], outputs: output, phase: 'compute' };
}

function created(values: readonly number[], random: RandomSource | null = null): CreatedTensor {
  const shape = [values.length];
  return { shape, dtype: TF_FLOAT, values: Float32Array.from(values), phase: 'compute', random };
}

const trace = (parts: Partial<Trace>): Trace => ({
  ops: [op('Relu')],
  created: [],
  captured: [],
  assigned: [],
  drawsNumbers: false,
  refusal: null,
  ...parts,
});

/** What keeps tfjs's own code from being left out; null where nothing does. */
function hindrance(first: Trace, second: Trace): string | null {
  const repetition = repeatedTrace(first, second);
  return 'refusal' in repetition ? repetition.refusal : needsItsCode(first, repetition);
}

describe('two traces of a step', () => {
  it('are the same where operations, their attributes and their inputs are', () => {
    expect(hindrance(trace({}), trace({}))).toBeNull();
  });

  it('are not where an operation, or what it is told, is another', () => {
    expect(hindrance(trace({}), trace({ ops: [op('Tanh')] }))).toBe('its operations change from step to step');
    const told = (value: number) => trace({ ops: [op('Relu', [{ name: 'axis', type: 1, value }])] });
    expect(hindrance(told(0), told(0))).toBeNull();
    expect(hindrance(told(0), told(1))).toBe('its operations change from step to step');
  });

  it('are not where one could not be traced', () => {
    expect(hindrance(trace({ refusal: 'it reads values' }), trace({}))).toBe('it reads values');
  });

  it('need their code where it makes other numbers each time, but for those that tfjs draws', () => {
    expect(hindrance(trace({ created: [created([1])] }), trace({ created: [created([1])] }))).toBeNull();
    expect(hindrance(trace({ created: [created([1])] }), trace({ created: [created([2])] }))).toBe(
      'it creates tensors with different values in each step',
    );
    const drawn = { distribution: 'RandomUniform', seeds: [1, 2], offset: 0, scale: 1, uncertainty: 1e-6 } as const;
    const first = trace({ created: [created([0.1, 0.2], drawn)] });
    expect(hindrance(first, trace({ created: [created([0.7, 0.4], drawn)] }))).toBeNull();
    const other = trace({ created: [created([0.7, 0.4], { ...drawn, scale: 2 })] });
    expect(hindrance(first, other)).toBe('it creates tensors with different values in each step');
  });

  it('have their varying numbers fed, and no small constants', () => {
    const first = trace({ created: [created([1]), created([3])] });
    const repetition = repeatedTrace(first, trace({ created: [created([1]), created([4])] }));
    expect(repetition).toMatchObject({ varying: new Set([1]) });
  });

  it('have many numbers fed even where they were the same, but never what measuring makes: a replayed step does not measure', () => {
    const many = created(Array.from({ length: 256 }, (_, index) => index));
    const both = trace({ created: [many, { ...many, phase: 'measure' }] });
    expect(repeatedTrace(both, both)).toMatchObject({ varying: new Set([0]) });
  });
});
