import { SourceError } from '../../errors/sourceError.js';
import { isArray } from '../../keras/arguments/isCall.js';
import type { KerasArray, KerasCall, KerasDeclaration } from '../../protocol/keras.js';
import type { KerasProgram, KerasStep, KerasValues } from '../../protocol/kerasProgram.js';
import type { ModelRecipe } from '../../protocol/launch.js';
import { trainEffort } from '../../source/python/reader/contents/sourceArrays.js';
import { declareKeras } from '../../source/python/reader/declareKeras.js';
import { readSource } from '../userModule/sourceTexts.js';
import type { BuildRun } from './buildRun.js';

/** Epochs of a model that its source does not fit. */
const DEFAULT_EPOCHS = 10;

/**
 * What a model's file does with it, and the numbers of its arrays.
 * @throws {SourceError} where the file is no longer what was planned
 */
export function readKeras(
  run: Pick<BuildRun, 'task' | 'note' | 'seed'>,
  { model, answers, whole }: Extract<ModelRecipe, { kind: 'keras' }>,
): { program: KerasProgram; values: KerasValues } {
  const { file, span } = model;
  const reading = declareKeras(readSource(file), file, model, answers, {
    effort: trainEffort,
    whole,
    seed: run.seed,
  });
  const { declaration, program, sourceNotes, values, blocked } = reading;
  if (!declaration) {
    const message = blocked?.message ?? `${model.name} cannot be read: some of its values are still open`;
    throw new SourceError(`${message}.`, blocked?.location ?? { file, ...span.start });
  }
  for (const note of sourceNotes) run.note(note);
  const hasArrays = (call: KerasCall) => run.task.ownData && arraysOf(call).every(({ id }) => values.arrays.has(id));
  return { program: withoutLostData(program ?? programOf(declaration), hasArrays, run.note), values };
}

const ONE_FIT = "This train_on_batch uses the source's own batches. On other data, one fit trains the model instead.";

/** Arguments of a fit that mean nothing on other data. */
const ofOwnData = ['sample_weight', 'validation_data', 'steps_per_epoch', 'validation_steps'];

/** A program whose fits name arrays only where they are had: the others train on what a person has chosen. */
function withoutLostData(
  program: KerasProgram,
  hasArrays: (call: KerasCall) => boolean,
  note: BuildRun['note'],
): KerasProgram {
  const fitted = new Set(program.steps.flatMap((step) => (step.kind === 'fit' ? [step.model] : [])));
  const steps = program.steps.flatMap((step): KerasStep[] => {
    if (!('call' in step) || step.kind === 'compile' || hasArrays(step.call)) return [step];
    if (step.kind === 'trainOnBatch' && !fitted.has(step.model)) {
      fitted.add(step.model);
      note({ kind: 'not-done', text: ONE_FIT, ...placeOf(step), changesLearning: true });
      return [{ ...step, kind: 'fit', call: plainFit(step.call) }];
    }
    if (step.kind !== 'fit') return [];
    const { x: _x, y: _y, ...given } = step.call.named;
    const left = ofOwnData.filter((name) => (given[name] ?? null) !== null);
    const text = `${left.join(', ')} of this fit ${left.length > 1 ? 'apply' : 'applies'} only to the source's own data, and ${left.length > 1 ? 'are' : 'is'} ignored on other data.`;
    if (left.length > 0) note({ kind: 'not-done', text, ...placeOf(step), changesLearning: false });
    const named = Object.fromEntries(Object.entries(given).filter(([name]) => !ofOwnData.includes(name)));
    return [{ ...step, call: { ...step.call, named } }];
  });
  return { ...program, steps };
}

/** The arrays that a fit or an evaluation names. */
function arraysOf({ named }: KerasCall): KerasArray[] {
  const { x, y, sample_weight: weights, validation_data: validation } = named;
  return [x, y, weights, ...(Array.isArray(validation) ? validation : [])].filter(isArray);
}

/** A declaration as the program that it stands for: the model is made, compiled and fitted once. */
function programOf({ name, file, location, version, layers, compile, fit }: KerasDeclaration): KerasProgram {
  const step = { model: 0, location };
  const placed = (call: KerasCall) => ({ ...step, location: { file: call.span.file, ...call.span.start }, call });
  const position = { line: location.line, column: location.column };
  const span = { file, start: position, end: position };
  const steps: KerasStep[] = [
    { ...step, kind: 'make', name, layers },
    ...(compile ? [{ ...placed(compile), kind: 'compile' as const }] : []),
    fit ? { ...placed(fit), kind: 'fit' } : { ...placed(plainFit({ span })), kind: 'fit', isUsual: true },
  ];
  return { file, version, steps };
}

const plainFit = ({ span }: Pick<KerasCall, 'span'>): KerasCall => ({
  kind: 'call',
  name: 'fit',
  positional: [],
  named: { epochs: DEFAULT_EPOCHS },
  span,
});

const placeOf = ({ location: { file, line } }: KerasStep) => ({ file, line });
