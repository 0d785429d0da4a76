import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { SourceModel } from '../../protocol/source.js';
import type { SweepFile, SweepParameter } from '../../protocol/sweep.js';
import { findModels } from '../../source/findModels.js';
import { anchorsIn } from '../../source/notebook/cellAnchors.js';
import { newSweep } from '../../sweep/sweep.js';
import { tunablesOf } from '../../sweep/tunables.js';
import { listModels, selectModel } from '../selectModel.js';
import { OpenError, UsageError } from '../usage.js';
import { callerPath, userFile } from '../userFile.js';
import type { SweepArguments } from './sweepArguments.js';
import { listTunables, variedParameter } from './varied.js';

/**
 * The sweep that was typed, with none of its trials begun.
 * @throws {UsageError} for values that cannot be read; {OpenError} where it is open what is to be varied
 */
export async function typedSweep(typed: Extract<SweepArguments, { kind: 'new' }>): Promise<SweepFile> {
  const { train, vary, search, seeds, parallel, stopEarly, minutes } = typed;
  const file = await userFile(train.file);
  const text = await readFile(file, 'utf8');
  const models = findModels(text, file);
  const model = meantModel(models, { text, file }, train);
  const tunables = tunablesOf(model);
  const anchors = anchorsIn(file, text);
  if (vary.length === 0) throw new OpenError(`sweep needs --vary. ${listTunables(tunables, anchors)}`);
  const parameters = vary.map((each) => variedParameter(each, tunables, search.kind !== 'grid', anchors));
  refuseTogether(parameters, typed);
  return newSweep(
    {
      file,
      model: { name: model.name, line: model.line },
      parameters,
      search,
      seeds,
      epochs: train.epochs,
      stopEarly,
      parallel: parallel ?? availableParallelism(),
      minutes,
      launch: {
        data: train.data && fromAnywhere(train.data),
        target: train.target,
        values: train.values,
        yes: train.yes,
        backend: train.backend,
        compiledStep: train.compiledStep,
      },
    },
    text,
  );
}

/** Files that `--data` names, by paths that hold from any folder: the sweep may be taken up again in another one. */
const fromAnywhere = (data: string): string =>
  data
    .split(',')
    .map((part) => (/[./\\]/.test(part) && existsSync(callerPath(part)) ? callerPath(part) : part))
    .join(',');

function meantModel(
  models: readonly SourceModel[],
  source: { readonly text: string; readonly file: string },
  typed: { readonly model: string | null; readonly line: number | null },
): SourceModel {
  const [only, ...others] = models;
  const isOpen = typed.model === null && typed.line === null;
  const model = isOpen && only && others.length === 0 ? only : selectModel(models, source.file, typed).model;
  if (model) return model;
  const how = isOpen && models.length > 1 ? 'Choose a model with --model or --line. ' : '';
  throw new OpenError(`${how}${listModels(models, source)}`);
}

function refuseTogether(
  parameters: readonly SweepParameter[],
  { train, stopEarly }: Extract<SweepArguments, { kind: 'new' }>,
): void {
  const ids = parameters.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`--vary ${twice} is there twice.`);
  const epochs = parameters.some(({ kind }) => kind === 'epochs');
  if (epochs && train.epochs !== null) throw new UsageError('Use --epochs or --vary epochs, not both.');
  if (epochs && stopEarly)
    throw new UsageError('--stop-early holds trials against each other after the same epochs: do not vary them.');
  const set = parameters.find(({ kind, name }) => kind === 'open' && Object.hasOwn(train.values, name));
  if (set) throw new UsageError(`Use --set ${set.name} or --vary ${set.name}, not both.`);
}
