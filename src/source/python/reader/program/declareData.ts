import type { KerasArray, KerasValue } from '../../../../protocol/keras.js';
import type { PythonNode } from '../../syntax/node.js';
import { batchesOf } from '../values/batches.js';
import { expressionText } from '../values/unknown.js';
import { isKind, type Value } from '../values/values.js';
import { arrayValue } from './arrayValue.js';
import type { NoteText, ProgramEvent } from './events.js';

interface DeclaredData {
  readonly named: Readonly<Record<string, KerasValue>>;
  readonly notes: readonly (readonly [PythonNode, NoteText])[];
}

/** The arrays of a call: all of its inputs and targets, or none, for a person picks both or neither. */
export function declareData({
  call,
  kind,
  node,
}: Extract<ProgramEvent, { kind: 'fit' | 'trainOnBatch' | 'evaluate' }>): DeclaredData {
  const { named } = call.args;
  const [x, y, weights] = ['x', 'y', 'sample_weight'].map((name) => named.get(name) ?? null);
  const inputs = arrayValue(x) ?? costlyArray(x);
  const targets = arrayValue(y) ?? costlyArray(y);
  if (batchesOf(x)?.folder) return { named: {}, notes: notesOnFolder(named).map((note) => [node, note]) };
  if (!inputs || (y !== null && !targets)) return { named: {}, notes: [lost(!inputs ? x : y, node, kind)] };
  const notes: (readonly [PythonNode, NoteText])[] = [];
  const written: Record<string, KerasValue> = { x: inputs, ...(targets ? { y: targets } : {}) };
  const sampleWeight = arrayValue(weights) ?? costlyArray(weights);
  if (sampleWeight) written.sample_weight = sampleWeight;
  else if (weights !== null && weights !== undefined) notes.push([node, leftOut('sample_weight', true)]);
  const validation = named.get('validation_data') ?? null;
  const arrays = isKind(validation, 'list')
    ? validation.items.map((item) => arrayValue(item) ?? costlyArray(item))
    : [];
  const known = arrays.filter((array): array is KerasArray => array !== null);
  if (known.length > 1 && known.length === arrays.length) written.validation_data = known;
  else if (validation !== null) notes.push([node, leftOut('validation_data', named.has('callbacks'))]);
  return { named: written, notes };
}

/** An array that only a training computes: its plan knows that there is one. */
function costlyArray(value: Value | undefined): KerasArray | null {
  if (!isKind(value, 'array') && !isKind(value, 'list') && !isKind(value, 'unknown')) return null;
  if (!value.lost?.costly) return null;
  const shape = isKind(value, 'array') ? (value.shape ?? []) : [];
  return { kind: 'array', id: 0, shape: shape.some((size) => size === null) ? [] : shape.map(Number) };
}

/** What a fit on images of a folder leaves out. */
function notesOnFolder(named: ReadonlyMap<string, Value>): NoteText[] {
  const notes: NoteText[] = [];
  const add = (text: string, changesLearning: boolean) => notes.push({ kind: 'not-done', text, changesLearning });
  if ((named.get('validation_data') ?? null) !== null) {
    const instead = 'with images from a folder, validation uses a share of that folder (validation_split)';
    add(`validation_data is left out: ${instead}.`, named.has('callbacks'));
  }
  if (typeof named.get('steps_per_epoch') === 'number')
    add('steps_per_epoch is left out: an epoch is all images in the folder.', false);
  return notes;
}

function leftOut(name: string, changesLearning: boolean): NoteText {
  return { kind: 'not-done', text: `${name} is known only when the program runs, so it is left out.`, changesLearning };
}

type Kind = Extract<ProgramEvent, { call: unknown }>['kind'];

const consequences: Readonly<Record<Kind, string>> = {
  fit: 'This trains on other data.',
  trainOnBatch: 'This step is left out.',
  evaluate: 'This evaluation is left out.',
  compile: '',
};

/** Why a call's data cannot be had, at the place where it is lost. The data that a person picks instead is asked for by itself. */
function lost(value: Value | undefined, node: PythonNode, kind: Kind): readonly [PythonNode, NoteText] {
  const [at, why] = reasonOf(value, node);
  // What is missing may be all that there is: then nothing is trained.
  const isMissing = kind === 'fit' && /there is no (?:file|folder)/.test(why);
  const instead = isMissing ? 'Without it, this trains on other data or not at all.' : consequences[kind];
  return [at, { kind: 'not-done', text: `${why}. ${instead}`, changesLearning: false }];
}

function reasonOf(value: Value | undefined, node: PythonNode): readonly [PythonNode, string] {
  if (isKind(value, 'array') && value.origin?.kind === 'dataset' && value.origin.name !== null) {
    return [node, `Earlier changes to ${value.origin.name} are left out, because GradLens uses its own copy`];
  }
  const gone = isKind(value, 'array') || isKind(value, 'list') || isKind(value, 'unknown') ? value.lost : null;
  if (gone) return [gone.node, `The data is not available: ${gone.reason}`];
  if (isKind(value, 'object')) {
    const { node: made } = value.call;
    return [made, `What \`${expressionText(made)}\` returns is known only when the program runs`];
  }
  if (isKind(value, 'array') && value.contents) return [node, 'The data contains values that are not numbers'];
  const at = isKind(value, 'unknown') ? value.node : node;
  const what = isKind(value, 'unknown') ? `\`${expressionText(at)}\`` : 'The data';
  return [at, `${what} is known only when the program runs`];
}
