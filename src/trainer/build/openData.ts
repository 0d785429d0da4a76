import { openDataset } from '../../datasets/openDataset.js';
import { type TargetForm, targetForm } from '../../datasets/targetForm.js';
import type { Dataset } from '../../datasets/types.js';
import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import type { Sequential, Tfjs } from '../../tfjs/tfjs.js';
import type { BuildRun } from './buildRun.js';
import { type BuiltShapes, modelShapes } from './modelShapes.js';
import { refuseMismatch } from './refuseMismatch.js';
import type { MadeModel } from './sourceFit.js';

const DEFAULT_BATCH_SIZE = 32;

/** Milliseconds that an epoch of made-up data may take: a first look at gradients, not a training. */
const EPOCH = 30_000;
const BATCHES = 20;
/** Fewer show nothing of how gradients change. */
const FEWEST_BATCHES = 3;
/** What a step costs beside its gradients: loss, metrics, what is recorded. */
const STEP_PER_GRADIENT = 1.3;
/** Milliseconds that the optimizer and the statistics take for each weight, whatever the batch. */
const PER_WEIGHT = 4e-5;

export interface OpenData {
  readonly dataset: Dataset;
  readonly batchSize: number;
  readonly form: TargetForm;
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
  return {
    dataset,
    batchSize: spec.batchSize ?? DEFAULT_BATCH_SIZE,
    form: targetForm(dataset.description.target, shapes, spec.targetAs),
  };
}

function open(run: BuildRun, spec: DataSpec, shapes: BuiltShapes): Promise<Dataset> {
  const input = spec.kind === 'random' ? shapes.concreteInput : shapes.input;
  return openDataset(spec, run.task.dataFolder, { ...shapes, input }, run.places);
}

/** What a person chose goes before what the data's choice says, and that before what the source says. */
function dataSpec(run: BuildRun, { model, fit }: MadeModel, shapes: BuiltShapes): DataSpec {
  const { tf, task } = run;
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
  const { batchSize, batches } = paceOfRandom(tf, model, shapes, asked);
  return { ...spec, batchSize, batches: spec.batches ?? batches };
}

/**
 * How much made-up data ends in time here: the batch size that was asked for, halved while 20 batches would take too long, and fewer
 * batches where even single samples do. Measures the gradients of two samples: their time grows with the batch at most in proportion.
 */
function paceOfRandom(
  tf: Tfjs,
  model: Sequential,
  shapes: BuiltShapes,
  asked: number,
): { readonly batchSize: number; readonly batches: number } {
  const fixed = model.inputs[0]?.shape[0];
  const rows = fixed ?? 2;
  // The first one also pays for what is made once.
  gradientTime(tf, model, shapes, fixed ?? 1);
  const sample = gradientTime(tf, model, shapes, rows) / rows;
  const step = (size: number) => sample * STEP_PER_GRADIENT * size + model.countParams() * PER_WEIGHT;
  let size = fixed ?? asked;
  while (!fixed && size > 1 && step(size) * BATCHES > EPOCH) size = Math.ceil(size / 2);
  return { batchSize: size, batches: Math.max(FEWEST_BATCHES, Math.min(BATCHES, Math.floor(EPOCH / step(size)))) };
}

/** Milliseconds for the gradients of so many samples. */
function gradientTime(tf: Tfjs, model: Sequential, { concreteInput }: BuiltShapes, rows: number): number {
  const start = performance.now();
  tf.tidy(() => {
    const weights = model.trainableWeights.map((weight) => weight.read() as ReturnType<Tfjs['variable']>);
    const { value } = tf.variableGrads(() => {
      const output = model.apply(tf.zeros([rows, ...concreteInput]));
      const [first] = Array.isArray(output) ? output : [output];
      return tf.mean(first as Parameters<Tfjs['mean']>[0]);
    }, weights);
    value.dataSync();
  });
  return performance.now() - start;
}

/** The data that the task names. @throws {HumanError} where it names none */
export function taskData({ task }: Pick<BuildRun, 'task'>): DataSpec {
  if (!task.data) throw new HumanError('This model has no data to train on. Choose data first.');
  return task.data;
}
