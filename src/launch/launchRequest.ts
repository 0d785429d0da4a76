import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import type { ModelChoices } from '../protocol/config.js';
import type { DataLimits, DataSpec } from '../protocol/data.js';
import type { BuildTask, FitPlan, LaunchPlan, OpenQuestion, ProposedValue } from '../protocol/launch.js';
import type { SourceModel } from '../protocol/source.js';
import type { SourceNote } from '../protocol/sourceNote.js';
import { runNotes } from './runNotes.js';

/** What a trainer is started with for a plan. */
export interface LaunchRequest {
  /** File that Node runs; with `build`, the one that defines the model. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly nodeFlags: readonly string[];
  /** Null where the choices set none. */
  readonly cwd: string | null;
  readonly build: BuildTask | null;
  readonly notes: readonly SourceNote[];
  readonly proposed: readonly ProposedValue[];
}

export interface LaunchContext {
  readonly model: Pick<SourceModel, 'file' | 'line' | 'name'>;
  /** Folder that relative paths of the choices start from. */
  readonly folder: string;
  readonly choices: ModelChoices;
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
export async function launchRequest(plan: LaunchPlan, context: LaunchContext): Promise<LaunchRequest> {
  const { choices, folder } = context;
  const { file } = context.model;
  const process = plan.way === 'keras' ? {} : choices;
  const request = {
    args: process.arguments ?? [],
    env: { ...(await readEnvFile(process.envFile, folder)), ...process.environment },
    nodeFlags: process.nodeFlags ?? [],
    notes: runNotes(plan, context),
    proposed: context.guessed.flatMap(proposedValue),
    cwd: choices.cwd === undefined ? null : from(folder, choices.cwd),
  };
  if (plan.way === 'file' || plan.way === 'other-file') return { ...request, file: plan.entry ?? file, build: null };
  const { recipe } = plan;
  const { data, ownData, dataFolder } = context;
  if (!recipe) throw new HumanError('The model cannot be built: some of its values are still open.');
  if (!context.data && plan.needsData) throw new HumanError('This model has no data to train on. Choose data first.');
  const fit: FitPlan = {
    epochs: choices.training?.epochs ?? null,
    batchSize: choices.training?.batchSize ?? null,
    validationSplit: choices.training?.validationSplit ?? null,
  };
  const limits = context.limits ? { limits: context.limits } : {};
  return { ...request, file, build: { recipe, data, ownData, dataFolder, ...limits, fit } };
}

function proposedValue({ name, proposal, location }: OpenQuestion): ProposedValue[] {
  return proposal === null ? [] : [{ name, value: proposal, location }];
}

/** Choices about the process of the user's code. Python is read, never run: there is no such process, and they could make one of it. */
const OF_PROCESS = ['nodeFlags', 'environment', 'envFile', 'arguments'] as const;

/** A sentence on the choices that a plan has no use for; null where there are none. */
export function unusedChoices({ way }: LaunchPlan, choices: ModelChoices): string | null {
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
