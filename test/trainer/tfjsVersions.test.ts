import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../src/protocol/backend.js';
import { resolveBackend } from '../../src/runtime/resolveBackend.js';
import { fixture } from './support/fixture.js';
import { losses, statisticOf } from './support/rows.js';
import { runToEnd, type Told, TrainerRun } from './support/trainerRun.js';

/** What a project's own tfjs-node of a version is for a run, as the product finds it. */
async function projectBackend(version: string): Promise<BackendInfo> {
  const versions = process.env.GRADLENS_TFJS_VERSIONS;
  const storeDirectory = process.env.GRADLENS_STORE;
  if (!versions || !storeDirectory) throw new Error('These tests need the versions that the trainer ring installs');
  const { backend, notes } = await resolveBackend({
    file: join(versions, version, 'train.mjs'),
    storeDirectory,
    embeddedDirectory: '',
    preference: 'auto',
    load: true,
    log() {},
  });
  expect(notes).toEqual([]);
  expect(backend).toMatchObject({ kind: 'tfjs-node', version, origin: 'project' });
  return backend;
}

const COMPILED = { mode: 'compiled', reason: null };

describe.each([
  ['4.20.0', COMPILED],
  ['4.0.0', COMPILED],
  ['3.21.1', COMPILED],
  [
    '2.8.6',
    {
      mode: 'eager',
      reason:
        'compiled steps need a newer tfjs-node: 2.8.6 has no Engine.makeTensorFromTensorInfo, TensorEntry.refCount',
    },
  ],
] as const)('tfjs-node %s of a project', (version, mode) => {
  it(`trains ${mode.mode}, records the gradients of tf.variableGrads, and heeds Stop`, async () => {
    const backend = await projectBackend(version);
    await using run = await TrainerRun.start(fixture('tfjsVersions', 'train.mjs'), { backend });
    await run.until(({ records }) => records.some(({ fit }) => fit === 2));
    run.process.commands.stop();
    const exit = await run.finished();
    const { told } = run;
    expect(told.problems).toEqual([]);
    expect(exit).toMatchObject({ code: 0 });
    expect(told.fitEnds.map(({ outcome }) => outcome)).toEqual(['completed', 'stopped']);
    expect(told.stdout).toContain('after the fit');
    expect(told.stepModes.filter(({ fit }) => fit === 1)).toEqual([expect.objectContaining(mode)]);
    expectSameGradients(told);
  });
});

it('refuses tfjs-node 1.7.4, and says what to do', async () => {
  const backend = await projectBackend('1.7.4');
  const run = await runToEnd(fixture('tfjsVersions', 'train.mjs'), { backend });
  expect(run.problems).toEqual([
    {
      kind: 'backend',
      severity: 'error',
      message:
        'tfjs-node 1.7.4 is too old for GradLens, which needs 2.8 or newer: it has no tf.bincount. Update it (npm install @tensorflow/tfjs-node@latest), or train on the embedded backend (the setting gradlens.backend, or --backend wasm).',
      location: null,
      stack: null,
    },
  ]);
  expect(run.ended).toEqual({ outcome: 'failed', exitCode: 1 });
  expect(run.stdout).toBe('');
});

function expectSameGradients(told: Told): void {
  const [first, ...reference] = told.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  expect(first.version).toMatch(/^\d+\.\d+/);
  expect(reference).toHaveLength(12);
  const near = (actual: readonly number[], expected: readonly number[]) => {
    expect(actual).toHaveLength(expected.length);
    for (const [index, value] of actual.entries())
      expect(Math.abs(value / (expected[index] ?? 0) - 1)).toBeLessThan(1e-5);
  };
  near(
    losses(told),
    reference.map(({ loss }) => loss),
  );
  expect(told.fits[0]?.variables).toHaveLength(6);
  for (const variable of [0, 1, 2, 3, 4, 5]) {
    near(
      statisticOf(told, variable, 'gradNorm'),
      reference.map(({ norms }) => norms[variable]),
    );
  }
}
