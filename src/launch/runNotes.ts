import type { DataSpec } from '../protocol/data.js';
import type { OpenQuestion, RunPlan, ToldValue } from '../protocol/launch.js';
import type { SourceModel } from '../protocol/source.js';
import type { SourceNote } from '../protocol/sourceNote.js';

/** All that a run does otherwise than its source says, and what was chosen for it. */
export function runNotes({ way, notes, told = [] }: RunPlan, { model, data, guessed }: RunSubject): SourceNote[] {
  const isBuilt = way !== 'file' && way !== 'other-file';
  const random = isBuilt && data?.kind === 'random' ? [randomData(model)] : [];
  return [...random, ...notes, ...told.map(fromData), ...guessed.map(guess)];
}

interface RunSubject {
  readonly model: Pick<SourceModel, 'file' | 'line' | 'name'>;
  readonly data: DataSpec | null;
  /** Questions that were answered with the proposal. */
  readonly guessed: readonly OpenQuestion[];
}

function randomData({ file, line, name }: RunSubject['model']): SourceNote {
  const text = `${name} trains on random numbers, not on real data: its losses and gradients show how it is built, not what it can learn.`;
  return { kind: 'random-data', text, file, line, changesLearning: true };
}

function guess({ name, proposal, reason, location: { file, line } }: OpenQuestion): SourceNote {
  const text = `${name} = ${proposal} is a guess (${reason}).`;
  return { kind: 'guessed', text, file, line, changesLearning: false };
}

function fromData({ question: { name, location }, value, data }: ToldValue): SourceNote {
  const { file, line } = location;
  return { kind: 'from-data', text: `${name} = ${value}, as ${data} has it.`, file, line, changesLearning: false };
}

/** What would change what is learned, where nobody has accepted it yet. */
export function unaccepted(notes: readonly SourceNote[], accepted: readonly string[]): SourceNote[] {
  return notes.filter(({ changesLearning, text }) => changesLearning && !accepted.includes(text));
}
