import { editedText, insideJson } from '../diagnosis/source/editedText.js';
import { Edits } from '../diagnosis/source/edits.js';
import { changeOptimizer, setLearningRate } from '../diagnosis/source/remedies/changedOptimizer.js';
import { setInFit } from '../diagnosis/source/remedies/changedTraining.js';
import type { SourceEdit } from '../diagnosis/source/sourceRule.js';
import { HumanError } from '../errors/humanError.js';
import { isNotebookFile } from '../protocol/cellsText.js';
import type { SourceModel } from '../protocol/source.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';
import type { SweepParameter, SweepValue } from '../protocol/sweep.js';
import { deepened } from './stacks.js';
import { tunablesOf } from './tunables.js';

/** A model's file with a trial's values in it. */
export interface EditedModel {
  readonly text: string;
  /** All of the file. */
  readonly models: readonly SourceModel[];
  /** The one that is tried. */
  readonly model: SourceModel;
}

/** The models of a file's text, in order: in another thread where this one may not wait. */
export type FindModels = (text: string, file: string) => readonly SourceModel[] | Promise<readonly SourceModel[]>;

/** Each is found anew in what the one before has written: an optimizer that is named alone becomes a call when it gets a learning rate. */
const OF_TRAINING = ['optimizer', 'learningRate', 'batchSize'] as const;

/**
 * A model's file with values in the place of its literals.
 * @param source the file as it is @throws {HumanError} where a value cannot be written into it
 */
export async function editedModel(
  source: EditedModel,
  parameters: readonly SweepParameter[],
  values: Readonly<Record<string, SweepValue>>,
  find: FindModels,
): Promise<EditedModel> {
  const given = parameters.flatMap((parameter) => {
    const value = values[parameter.id];
    return value === undefined ? [] : [{ parameter, value }];
  });
  const tunables = tunablesOf(source.model);
  const literals = given
    .filter(({ parameter }) => parameter.kind === 'literal')
    .map(({ parameter, value }) => {
      const span = tunables.find((each) => each.parameter.id === parameter.id)?.span;
      if (!span) throw new HumanError(`${parameter.id} is no longer found in ${source.model.file}.`);
      return { span, newText: valueText(source.model, parameter, value) };
    });
  let edited = await withEdits(source, literals, find);
  for (const kind of OF_TRAINING) {
    const one = given.find(({ parameter }) => parameter.kind === kind);
    if (one) edited = await withEdits(edited, editsOf(edited, one.parameter, one.value), find);
  }
  // Values of layers have changed by now, their number has not: depths come last, in one go.
  const depths = given.filter(({ parameter }) => parameter.kind === 'depth');
  const { model, text } = edited;
  const copies = depths.flatMap(({ parameter: { id }, value }) => {
    const stack = tunables.find((each) => each.parameter.id === id)?.stack;
    if (!stack || typeof value !== 'number') throw new HumanError(`The layers of ${id} are no longer found.`);
    const layers = model.layers.slice(stack.at, stack.at + stack.layers.length);
    return deepened(layers, value, ({ span }) => textOf(text, span));
  });
  return withEdits(edited, copies, find);
}

/**
 * As `editedModel`, for good: with the epochs, too, where a fit is given them; a run of a trial has them apart.
 * @returns what is left: the file has no place for it
 */
export async function keptModel(
  ...[source, parameters, values, find]: Parameters<typeof editedModel>
): Promise<{ readonly edited: EditedModel; readonly left: readonly SweepParameter[] }> {
  const edited = await editedModel(source, parameters, values, find);
  const apart = parameters.filter(({ id, own }) => values[id] !== own);
  const share = apart.filter(({ kind }) => kind === 'data');
  const epochs = apart.find(({ kind }) => kind === 'epochs');
  if (!epochs) return { edited, left: share };
  const [fix] = setInFit(edited.model, 'epochs', String(values[epochs.id]), '');
  return fix ? { edited: await withEdits(edited, fix.edits, find), left: share } : { edited, left: [epochs, ...share] };
}

/**
 * Parameters of a model with the ids that they have by now: lines have moved. Each is found by its order among those of its name.
 * @throws {HumanError} where there are more or fewer of them
 */
export function movedValues(
  before: SourceModel,
  now: SourceModel,
  parameters: readonly SweepParameter[],
  values: Readonly<Record<string, SweepValue>>,
): { readonly parameters: readonly SweepParameter[]; readonly values: Readonly<Record<string, SweepValue>> } {
  const [old, current] = [before, now].map((model) => {
    return Map.groupBy(
      tunablesOf(model).map(({ parameter }) => parameter),
      ({ name }) => name,
    );
  });
  const moved = parameters.map((parameter) => {
    if (parameter.kind === 'open') return { parameter, value: values[parameter.id] };
    const [were, are] = [old?.get(parameter.name) ?? [], current?.get(parameter.name) ?? []];
    const found = are[were.findIndex(({ id }) => id === parameter.id)];
    if (!found || were.length !== are.length) {
      const value = `${parameter.id} ${values[parameter.id]}`;
      throw new HumanError(
        `The model has changed since the sweep: write the values into ${now.file}, such as ${value}.`,
      );
    }
    return { parameter: { ...parameter, id: found.id, own: found.own }, value: values[parameter.id] };
  });
  return {
    parameters: moved.map(({ parameter }) => parameter),
    values: Object.fromEntries(
      moved.flatMap(({ parameter: { id }, value }) => (value === undefined ? [] : [[id, value]])),
    ),
  };
}

function editsOf({ model }: EditedModel, { kind, id, own }: SweepParameter, value: SweepValue): SourceEdit[] {
  const fixes =
    kind === 'optimizer'
      ? changeOptimizer(model, String(value).toLowerCase())
      : kind === 'learningRate'
        ? setLearningRate(model, String(value))
        : setInFit(model, 'batchSize', String(value), '');
  const [fix] = fixes;
  if (fix) return [...fix.edits];
  if (value === own) return [];
  throw new HumanError(`${id} cannot be changed to ${value} in ${model.file}: write the change into the file.`);
}

async function withEdits(source: EditedModel, edits: readonly SourceEdit[], find: FindModels): Promise<EditedModel> {
  if (edits.length === 0) return source;
  const { file } = source.model;
  const isNotebook = isNotebookFile(file);
  const written = edits.map(({ span: { start, end }, newText }) => {
    return { start, end, newText: isNotebook ? insideJson(newText) : newText };
  });
  const { text, applied } = editedText(
    source.text,
    written.map((edit) => ({ edits: [edit] })),
  );
  if (applied < written.length)
    throw new HumanError('Two of the parameters are one place in the file: vary one of them.');
  const models = await find(text, file);
  const model = models[source.models.indexOf(source.model)];
  if (!model || models.length !== source.models.length)
    throw new HumanError(`The model is no longer found in ${file}.`);
  return { text, models, model };
}

/** As the file writes it: between quotes, in the spelling of its framework. */
function valueText(model: SourceModel, { id, own }: SweepParameter, value: SweepValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return model.framework === 'tfjs' ? String(value) : value ? 'True' : 'False';
  if (typeof own !== 'string') throw new HumanError(`${id} is ${own}, and cannot be "${value}".`);
  return new Edits(model).named(value);
}

function textOf(text: string, { start, end }: SourceSpan): string {
  const lines = text.split(/\r\n|\r|\n/);
  const own = lines.slice(start.line - 1, end.line);
  const last = own.length - 1;
  return own
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join('\n');
}
