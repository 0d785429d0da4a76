import { builtInOf } from '../../datasets/builtIn/catalogue.js';
import { openDataset } from '../../datasets/openDataset.js';
import { sizeOf } from '../../datasets/rows/shapes.js';
import { type TargetForm, targetForm } from '../../datasets/targetForm.js';
import type { Dataset, WholeSamples } from '../../datasets/types.js';
import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import type { BuildRun } from './buildRun.js';
import { type BuiltShapes, modelShapes } from './modelShapes.js';
import { paceOfRandom } from './paceOfRandom.js';
import { refuseMismatch } from './refuseMismatch.js';
import type { MadeModel } from './sourceFit.js';

const DEFAULT_BATCH_SIZE = 32;

export interface OpenData {
  readonly dataset: Dataset;
  /** What people call it. */
  readonly name: string;
  readonly batchSize: number;
  readonly form: TargetForm;
  /** Null where it is read batch by batch. */
  readonly whole: WholeSamples | null;
}

/**
 * Opens the task's data for the model.
 * @throws {HumanError} where it cannot be read; {SourceError} where it does not fit the model
 */
export async function openData(run: BuildRun, made: MadeModel): Promise<OpenData> {
  const usual = modelShapes(run.tf, made.model);
  const spec = dataSpec(run, made, usual);
  const first = await open(run, spec, usual);
  const isOpen = spec.kind !== 'random' && usual.input?.includes(null);
  const shapes = isOpen ? modelShapes(run.tf, made.model, first.description.inputShape) : usual;
  if (isOpen) await first.close();
  const dataset = isOpen ? await open(run, spec, shapes) : first;
  if (spec.kind !== 'random') {
    try {
      refuseMismatch(run, made.model, shapes, dataset.description, spec.targetAs);
    } catch (error) {
      await dataset.close();
      throw error;
    }
  }
  const form = targetForm(dataset.description.target, shapes, spec.targetAs);
  return {
    dataset,
    name: spec.kind === 'builtin' ? builtInOf(spec.name).title : dataset.description.name,
    batchSize: spec.batchSize ?? DEFAULT_BATCH_SIZE,
    form,
    whole: dataset.whole(sizeOf(form.shape)),
  };
}

function open(run: BuildRun, spec: DataSpec, shapes: BuiltShapes): Promise<Dataset> {
  const input = spec.kind === 'random' ? shapes.concreteInput : shapes.input;
  return openDataset(spec, run.task.dataFolder, { ...shapes, input }, run.places, run.share);
}

/** What a person chose goes before what the data's choice says, and that before what the source says. */
function dataSpec(run: BuildRun, { model, fit }: MadeModel, shapes: BuiltShapes): DataSpec {
  const { task } = run;
  const data = taskData(run);
  const asked = task.fit.batchSize ?? data.batchSize ?? fit.batchSize ?? DEFAULT_BATCH_SIZE;
  const validationSplit = task.fit.validationSplit ?? data.validationSplit ?? fit.validationSplit;
  const shuffle = data.shuffle ?? fit.shuffle;
  const spec = {
    ...data,
    ...(validationSplit === null ? {} : { validationSplit }),
    ...(shuffle === null ? {} : { shuffle }),
  };
  if (spec.kind !== 'random') return { ...spec, batchSize: asked };
  const { batchSize, batches } = paceOfRandom(run, model, shapes, asked);
  return { ...spec, batchSize, batches: spec.batches ?? batches };
}

/** The data that the task names. @throws {HumanError} where it names none */
export function taskData({ task }: Pick<BuildRun, 'task'>): DataSpec {
  if (!task.data) throw new HumanError('This model has no data to train on. Choose data first.');
  return task.data;
}
