import { beforeAll, describe, expect, it } from 'vitest';
import type { Tfjs } from '../../../src/tfjs/tfjs.js';
import { loadBackend } from '../../../src/trainer/backend/loadBackend.js';
import { backendOf } from '../support/trainerRun.js';
import { differences } from './support/programDifferences.js';
import { programs } from './support/programs.js';
import { trainProgram } from './support/trainProgram.js';

/** Whole programs: their data, their models, every fit with its callbacks, and what they evaluate. */
describe('Keras 2.15 and the program', () => {
  let tf: Tfjs;
  beforeAll(async () => {
    ({ tf } = await loadBackend(backendOf('tfjs-node')));
  });

  it.each(programs())('%s', async (name, wanted) => {
    expect(differences(await trainProgram(tf, name), wanted)).toEqual([]);
  });
});
