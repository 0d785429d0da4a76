import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import type { ModelChoices } from '../protocol/config.js';
import type { DataLimits, DataSpec } from '../protocol/data.js';
import type { BuildTask, FitPlan, OpenQuestion, ProposedValue, RunChoice, RunPlan } from '../protocol/launch.js';
import { PLAIN_RUN, type RunRequest } from '../protocol/runRequest.js';
import { modelSizes } from '../source/size/sourceSize.js';
import { runNotes } from './runNotes.js';

/** What a plan leaves to be said before it runs. */
export interface RunData {
  /** What a model that the trainer makes is trained on, and the folder that its paths start from. */
  readonly data: DataSpec | null;
  readonly dataFolder: string;
  readonly limits?: DataLimits;
  /** Whether nobody has chosen `data` in place of the source's own. */
  readonly ownData: boolean;
  /** Questions that were answered with the proposal. */
  readonly guessed: readonly OpenQuestion[];
}

/** @throws {HumanError} where a way that needs data has none, or the .env file cannot be read */
export async function runRequest(
  plan: RunPlan,
  { model, folder, choices }: RunChoice,
  given: RunData,
): Promise<Omit<RunRequest, 'backend'>> {
  const { file, name, line } = model;
  const process = plan.way === 'keras' ? {} : choices;
  const build = plan.way === 'file' || plan.way === 'other-file' ? null : buildTask(plan, choices, given);
  return {
    ...PLAIN_RUN,
    file: build ? file : (plan.entry ?? file),
    cwd: choices.cwd === undefined ? folder : from(folder, choices.cwd),
    args: process.arguments ?? [],
    env: { ...(await readEnvFile(process.envFile, folder)), ...process.environment },
    nodeFlags: process.nodeFlags ?? [],
    model: { file, name, line },
    sizes: modelSizes([model], build?.fit.batchSize),
    build,
    dataName: build?.data && !given.ownData ? dataName(build.data) : null,
    dataFiles: build?.data ? dataFiles(build.data, build.dataFolder) : [],
    notes: runNotes(plan, { model, ...given }),
    proposed: given.guessed.flatMap(proposedValue),
  };
}

function buildTask({ recipe, needsData }: RunPlan, { training }: ModelChoices, given: RunData): BuildTask {
  const { data, ownData, dataFolder, limits } = given;
  if (!recipe) throw new HumanError('The model cannot be built: some of its values are still open.');
  if (!data && needsData) throw new HumanError('This model has no data to train on. Choose data first.');
  const fit: FitPlan = {
    epochs: training?.epochs ?? null,
    batchSize: training?.batchSize ?? null,
    validationSplit: training?.validationSplit ?? null,
  };
  return { recipe, data, ownData, dataFolder, ...(limits ? { limits } : {}), fit };
}

function dataFiles(data: DataSpec, folder: string): string[] {
  if (data.kind === 'table' || data.kind === 'images') return [from(folder, data.path)];
  return data.kind === 'arrays' ? [...new Set([data.x, data.y])].map((path) => from(folder, path)) : [];
}

function dataName(data: DataSpec): string {
  if (data.kind === 'random') return 'random numbers';
  if (data.kind === 'builtin') return data.name;
  return basename(data.kind === 'arrays' ? data.x : data.path);
}

function proposedValue({ name, proposal, location }: OpenQuestion): ProposedValue[] {
  return proposal === null ? [] : [{ name, value: proposal, location }];
}

/** Choices about the process of the user's code. Python is read, never run: there is no such process, and they could make one of it. */
const OF_PROCESS = ['nodeFlags', 'environment', 'envFile', 'arguments'] as const;

/** A sentence on the choices that a plan has no use for; null where there are none. */
export function unusedChoices({ way }: RunPlan, choices: ModelChoices): string | null {
  const unused = way === 'keras' ? OF_PROCESS.filter((name) => choices[name] !== undefined) : [];
  return unused.length === 0 ? null : `Ignored, because GradLens reads Python and never runs it: ${unused.join(', ')}.`;
}

async function readEnvFile(path: string | undefined, folder: string): Promise<Record<string, string>> {
  if (path === undefined) return {};
  const file = from(folder, path);
  try {
    const values = Object.entries(parseEnv(await readFile(file, 'utf8')));
    return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined));
  } catch (error) {
    const reason = messageOf(error);
    throw new HumanError(`The environment file ${file} cannot be read: ${reason}`);
  }
}

const from = (folder: string, path: string): string => (isAbsolute(path) ? path : join(folder, path));
