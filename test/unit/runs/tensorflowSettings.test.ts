import { describe, expect, it } from 'vitest';
import { largestStep, stepOperations } from '../../../src/layers/stepSize.js';
import type { ModelSize } from '../../../src/protocol/fit.js';
import type { StepSize } from '../../../src/protocol/runFile.js';
import { PLAIN_RUN, type RunRequest } from '../../../src/protocol/runRequest.js';
import { chooseOneDnn, chooseThreads } from '../../../src/runs/tensorflow/processorSettings.js';
import { tensorflowSettings } from '../../../src/runs/tensorflow/tensorflowSettings.js';

/** A chain of dense layers, its input first. */
const dense = (batchSize: number | null, ...units: number[]): ModelSize => ({
  batchSize,
  layers: units.slice(1).map((size, index) => ({
    className: 'Dense',
    outputShape: [null, size],
    params: ((units[index] ?? 0) + 1) * size,
  })),
});

const convolutions: ModelSize = {
  batchSize: 32,
  layers: [
    { className: 'Conv2D', outputShape: [null, 26, 26, 8], params: 80 },
    { className: 'MaxPooling2D', outputShape: [null, 13, 13, 8], params: 0 },
  ],
};

const SMALL = stepOperations(dense(32, 784, 64, 64, 10));
const MEDIUM = stepOperations(dense(64, 784, 512, 512, 512, 10));
const BIG = stepOperations(dense(256, 784, 2048, 2048, 10));

const sized = (operations: number, kind: StepSize['kind'] = 'dense') => ({ operations, kind, from: 'source' as const });

const threads = (operations: number | null, cores: number) =>
  chooseThreads(operations === null ? null : sized(operations), cores, {}).env.TF_NUM_INTRAOP_THREADS;

describe('operations of a step', () => {
  it('are six a weight and sample for dense layers', () => {
    expect(stepOperations(dense(10, 4, 2))).toBe(10 * 10 * 6);
    expect(stepOperations(dense(null, 4, 2))).toBe(10 * 32 * 6);
  });

  it('count a convolution at each place, a recurrent layer at each moment, and an embedding not', () => {
    const one = (className: string, outputShape: (number | null)[], input: (number | null)[]) =>
      stepOperations({
        batchSize: 1,
        layers: [
          { className: 'InputLayer', outputShape: input, params: 0 },
          { className, outputShape, params: 100 },
        ],
      });
    expect(one('Conv2D', [null, 26, 26, 16], [null, 28, 28, 1])).toBe(600 * 26 * 26);
    expect(one('Conv2DTranspose', [null, 14, 14, 16], [null, 7, 7, 8])).toBe(600 * 49);
    expect(one('LSTM', [null, 8], [null, 50, 16])).toBe(600 * 50);
    expect(one('LSTM', [null, null, 8], [null, null, 16])).toBe(600 * 32);
    expect(one('Embedding', [null, 50, 8], [null, 50])).toBe(0);
    expect(one('Bidirectional', [null, 16], [null, 50, 16])).toBe(600 * 50);
    expect(one('ConvLSTM2D', [null, 6, 6, 2], [null, 3, 8, 8, 1])).toBe(600 * 3 * 36);
    expect(one('Dense', [null, 10, 6, 8], [null, 10, 6, 4])).toBe(600 * 60);
  });
});

describe('threads for an operation', () => {
  it('are one on two cores, but for big steps', () => {
    expect([SMALL, MEDIUM, BIG].map((size) => threads(size, 2))).toEqual(['1', '2', '2']);
    expect(threads(BIG, 1)).toBe('1');
  });

  it('grow with the step where there are many cores, and never beyond them', () => {
    expect([SMALL, MEDIUM, BIG].map((size) => threads(size, 16))).toEqual(['1', '2', '16']);
    expect(threads(BIG, 4)).toBe('4');
  });

  it('are some where nothing is known', () => {
    expect([1, 2, 4, 64].map((cores) => threads(null, cores))).toEqual(['1', '1', '2', '4']);
  });

  it('are what the environment says where it does, and the log tells', () => {
    const choice = chooseThreads(sized(BIG), 2, { TF_NUM_INTRAOP_THREADS: '7' });
    expect(choice).toEqual({ env: {}, reason: 'TF_NUM_INTRAOP_THREADS=7, from the environment' });
    expect(chooseThreads({ ...sized(10_600_000), from: 'last run' }, 2, {}).reason).toBe(
      'TF_NUM_INTRAOP_THREADS=1 of 2 cores: a step takes about 11 million operations (from the last run)',
    );
    expect(chooseThreads(null, 2, { TF_NUM_INTRAOP_THREADS: '' }).reason).toContain('not known yet');
  });
});

describe('oneDNN', () => {
  const value = (size: ReturnType<typeof sized> | null) => chooseOneDnn(size, {}).env.TF_ENABLE_ONEDNN_OPTS;

  it('computes convolutions of any size and wide dense nets, and not small ones', () => {
    expect([sized(1e6, 'convolutional'), sized(BIG), sized(MEDIUM), sized(SMALL)].map(value)).toEqual([
      '1',
      '1',
      '1',
      '0',
    ]);
  });

  it('does not compute recurrent nets', () => {
    expect(value(sized(BIG, 'recurrent'))).toBe('0');
  });

  it('goes by the layers: convolutions and pools before recurrent ones', () => {
    const kind = (...classNames: string[]) =>
      largestStep([
        { batchSize: 1, layers: classNames.map((className) => ({ className, outputShape: [null, 1], params: 1 })) },
      ])?.kind;
    expect(kind('Dense', 'LSTM')).toBe('recurrent');
    expect(kind('Dense', 'Dropout')).toBe('dense');
    expect([
      kind('LSTM', 'Conv1D'),
      kind('DepthwiseConv2D'),
      kind('MaxPooling2D', 'Dense'),
      kind('ConvLSTM2D'),
    ]).toEqual(Array(4).fill('convolutional'));
    expect(largestStep([])).toBeNull();
  });

  it('does not compute what is not known yet, on any processor; the environment decides where it says something', () => {
    expect(value(null)).toBe('0');
    expect(chooseOneDnn(sized(BIG), { TF_ENABLE_ONEDNN_OPTS: '0' })).toEqual({
      env: {},
      reason: 'TF_ENABLE_ONEDNN_OPTS=0, from the environment',
    });
  });

  it('says why in the log', () => {
    expect(chooseOneDnn(sized(1e6, 'convolutional'), {}).reason).toBe(
      'TF_ENABLE_ONEDNN_OPTS=1: the net is convolutional',
    );
    expect(chooseOneDnn(sized(SMALL), {}).reason).toBe('TF_ENABLE_ONEDNN_OPTS=0: the net is dense and small');
  });
});

describe("a run's settings of TensorFlow", () => {
  const request = (more: Partial<RunRequest> = {}): RunRequest => ({
    ...PLAIN_RUN,
    file: '/folder/net.js',
    cwd: '/folder',
    model: { file: '/folder/net.js', name: 'net', line: 3 },
    only: null,
    epochs: null,
    backend: { kind: 'tfjs-node', version: '4.22.0', origin: 'project', path: '' },
    ...more,
  });
  const earlier = (operations: number | null, name = 'net') => ({
    request: request({ model: { file: '/folder/net.js', name, line: 9 } }),
    largestStep: operations === null ? null : { operations, kind: 'dense' as StepSize['kind'] },
  });
  /** The threads' choice, as the log has it. */
  const reason = (own: RunRequest, runs: ReturnType<typeof earlier>[] = []) =>
    tensorflowSettings(own, runs, { env: {}, compiledStep: 'auto' })[0]?.reason;

  it('come from the source, of several models the largest', () => {
    const sizes = [dense(32, 4, 2), dense(32, 784, 64, 10)];
    expect(reason(request({ sizes }), [earlier(BIG)])).toMatch(/about 9\.8 million .*from the source/);
  });

  it("come from the same model's last run that trained, where the source says nothing", () => {
    const runs = [earlier(null), earlier(SMALL, 'other'), earlier(5e9), earlier(SMALL)];
    expect(reason(request(), runs)).toMatch(/about 5000 million .*from the last run/);
    expect(reason(request(), [earlier(SMALL, 'other')])).toContain('not known yet');
  });

  it('do not depend on earlier runs where the run has a seed', () => {
    expect(reason(request({ seed: 1 }), [earlier(5e9)])).toContain('not known yet');
    const sizes = [dense(32, 784, 64, 10)];
    expect(reason(request({ sizes, seed: 1 }), [earlier(BIG)])).toMatch(/from the source/);
  });

  it('have oneDNN for convolutions, in the source or in the last run, unless steps are to be as without GradLens', () => {
    const oneDnn = (own: RunRequest, runs: ReturnType<typeof earlier>[], compiledStep: 'auto' | 'off' = 'auto') =>
      tensorflowSettings(own, runs, { env: {}, compiledStep })[1]?.env.TF_ENABLE_ONEDNN_OPTS;
    expect(oneDnn(request({ sizes: [dense(32, 4, 2), convolutions] }), [])).toBe('1');
    expect(oneDnn(request({ sizes: [dense(32, 4, 2)] }), [])).toBe('0');
    const convolving = { ...earlier(SMALL), largestStep: { operations: SMALL, kind: 'convolutional' as const } };
    expect(oneDnn(request(), [convolving])).toBe('1');
    expect(oneDnn(request(), [])).toBe('0');
    expect(oneDnn(request({ sizes: [convolutions] }), [], 'off')).toBeUndefined();
  });

  it("give way to the run's own environment, and are not chosen for the embedded default", () => {
    const how = { env: { TF_ENABLE_ONEDNN_OPTS: '0' }, compiledStep: 'auto' } as const;
    const own = request({ env: { TF_NUM_INTRAOP_THREADS: '3' }, sizes: [convolutions] });
    expect(tensorflowSettings(own, [], how).map(({ env }) => env)).toEqual([{}, {}]);
    const backend = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '' } as const;
    expect(tensorflowSettings(request({ backend }), [], how)).toEqual([]);
  });

  it('are left to TensorFlow where it computes on a graphics card, and the log says so', () => {
    const backend = { ...request().backend, package: 'tfjs-node-gpu' } as const;
    const settings = tensorflowSettings(request({ backend, sizes: [convolutions] }), [], {
      env: {},
      compiledStep: 'auto',
    });
    expect(settings.map(({ env }) => env)).toEqual([{}]);
    expect(settings[0]?.reason).toContain('tfjs-node-gpu computes on a graphics card');
    const [, seeded] = tensorflowSettings(request({ backend, seed: 0 }), [], { env: {}, compiledStep: 'auto' });
    expect(seeded?.env).toEqual({ TF_CUDNN_DETERMINISTIC: '1', TF_CUDNN_USE_AUTOTUNE: '0' });
  });
});
