import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceNote } from '../../../../src/protocol/sourceNote.js';
import { findModels } from '../../../../src/source/findModels.js';
import type { Tfjs } from '../../../../src/tfjs/tfjs.js';
import type { BuildRun } from '../../../../src/trainer/build/buildRun.js';
import { readKeras } from '../../../../src/trainer/build/kerasRecipe.js';
import { eagerRows } from '../../../../src/trainer/fit/gatheredRows.js';

import type { FitListener } from '../../../../src/trainer/kerasFit/kerasFit.js';
import { runProgram } from '../../../../src/trainer/kerasProgram/runProgram.js';
import { plainShuffle } from '../../../../src/trainer/seed/seededRun.js';
import { type ProgramLogs, programFolder } from './programs.js';

/** Trains a program of the fixtures in this process, without records. @throws what a step of it cannot be done for */
export const trainProgram = (tf: Tfjs, name: string): Promise<ProgramLogs> =>
  trainFile(tf, join(programFolder, `${name}.py`));

/** The same of any file. */
export async function trainFile(tf: Tfjs, file: string): Promise<ProgramLogs> {
  const model = findModels(readFileSync(file, 'utf8'), file).at(-1);
  if (!model) throw new Error(`${file} has no model`);
  const recipe = { kind: 'keras', model, answers: {}, whole: true } as const;
  const fits: Record<string, number[]>[] = [];
  const evaluations: number[][] = [];
  const run = buildRun(tf, recipe, fits);
  const { log } = console;
  console.log = (text: unknown) => {
    const [, results] = /^evaluate, line \d+: (.*)$/.exec(String(text)) ?? [];
    if (results) evaluations.push(results.split(' - ').map((each) => Number(each.split(': ')[1])));
  };
  try {
    const { program, values } = readKeras(run, recipe);
    await runProgram(run, program, values);
  } finally {
    console.log = log;
  }
  return { fits, evaluations };
}

function buildRun(tf: Tfjs, recipe: BuildRun['task']['recipe'], fits: Record<string, number[]>[]): BuildRun {
  const places = new WeakMap<object, Parameters<BuildRun['assign']>[1]>();
  const fit = { epochs: null, batchSize: null, validationSplit: null };
  return {
    tf,
    task: { recipe, data: null, ownData: true, dataFolder: programFolder, fit },
    places: { store: programFolder },
    sequentials: () => [],
    placeOf: (layer) => places.get(layer) ?? null,
    assign: (layer, place) => places.set(layer, place),
    mapLines() {},
    epochs: null,
    seed: null,
    share: null,
    trainRows: eagerRows(tf),
    shuffleOfFit: () => plainShuffle(tf),
    async recordFit(_model, _call, _place, train) {
      const logs: Record<string, number[]> = {};
      fits.push(logs);
      await train(listener(logs));
    },
    async trainStep(_model, _place, train) {
      train();
    },
    note({ kind, text, line, changesLearning }: SourceNote) {
      if (changesLearning || kind === 'random-data') throw new Error(`line ${line}: ${text}`);
    },
    warn() {},
    fail: ({ message, location }) => {
      throw new Error(`line ${location?.line}: ${message}`);
    },
  };
}

function listener(fit: Record<string, number[]>): FitListener {
  return {
    isStopped: false,
    trainBegin() {},
    seeWhole() {},
    seeValidation() {},
    seeValidationBatch() {},
    epochBegin() {},
    async batchEnd() {},
    async epochEnd(_, logs) {
      for (const [name, value] of Object.entries(logs)) {
        fit[name] ??= [];
        fit[name].push(value);
      }
    },
  };
}
