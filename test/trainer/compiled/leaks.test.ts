import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { withTempFolder } from '../support/tempFolder.js';
import { runToEnd } from '../support/trainerRun.js';
import { compiledFits } from './support/stepModes.js';

/** For a long run: LEAK_STEPS=50000. */
const steps = Number(process.env.LEAK_STEPS ?? 1000);

interface Held {
  readonly what: string;
  readonly numTensors: number;
  /** Of the native addon: tensors, and loaded graphs. */
  readonly handles: number;
  readonly sessions: number;
  readonly megabytes: number;
}

/** Graphs that are kept at a time: of steps, and the one for the statistics of eager steps of such a model. */
const MOST_SESSIONS = 16 + 1;
/** What the allocators of Node and TensorFlow may take more or less of. */
const NOISE = 60;

let held: Held[] = [];
let leftFolders: string[] = [];
const { TMPDIR } = process.env;

beforeAll(async () => {
  await withTempFolder(async (folder) => {
    process.env.TMPDIR = folder;
    const project = { ...fixture('compiled', 'leaks.mjs'), 'leaks.json': JSON.stringify({ steps }) };
    const run = await runToEnd(project, { backend: 'tfjs-node', nodeFlags: ['--expose-gc'] });
    expect(run.exit.code).toBe(0);
    expect(compiledFits(run)).toBeGreaterThan(130);
    held = run.stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): Held => JSON.parse(line));
    leftFolders = await readdir(folder);
  });
});

afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
});

/** The later part of a series: caches are full by then. */
function later(what: string): readonly Held[] {
  const own = held.filter((each) => each.what === what);
  expect(own.length).toBeGreaterThan(4);
  return own.slice(Math.floor(own.length / 2));
}

describe.each(['fits', 'models', 'steps', 'batches'])('compiled %s', (what) => {
  it('leave no tensors, handles or graphs behind', () => {
    const counts = later(what).map(({ numTensors, handles, sessions }) => [numTensors, handles, sessions].join());
    expect(new Set(counts).size).toBe(1);
    for (const { sessions } of later(what)) expect(sessions).toBeLessThanOrEqual(MOST_SESSIONS);
  });

  it('do not grow in memory', () => {
    const sizes = later(what).map(({ megabytes }) => megabytes);
    expect((sizes.at(-1) ?? 0) - (sizes[0] ?? 0)).toBeLessThan(NOISE);
  });
});

it('leaves no folders of graphs behind', () => {
  expect(held.some(({ sessions }) => sessions > 0)).toBe(true);
  expect(leftFolders).toEqual([]);
});
