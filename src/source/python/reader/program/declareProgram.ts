import type { KerasStep } from '../../../../protocol/kerasProgram.js';
import type { SourceNote } from '../../../../protocol/sourceNote.js';
import type { PythonNode } from '../../syntax/node.js';
import type { LeftOut, Writer } from '../declaration/writer.js';
import type { PyModel } from '../values/values.js';
import { declareCall } from './declareCall.js';
import type { NoteText, ProgramEvent } from './events.js';
import { notDoneIn } from './notDone.js';
import type { Recorder } from './recorder.js';
import { relatedModels } from './related.js';
import { type ProgramSource, StepWriter } from './stepWriter.js';

export interface DeclaredProgram {
  /** None where nothing of the training can be done. */
  readonly steps: readonly KerasStep[];
  readonly notes: readonly SourceNote[];
  /** All models that it does something with. */
  readonly models: readonly PyModel[];
}

/**
 * What a program does with the models that are read and with those that share layers or weights with them, up to their last training and what is
 * evaluated afterwards; no steps where none of the models that are read is trained.
 * @throws {UnknownLayer}
 */
export function declareProgram(
  recorder: Recorder,
  writer: Writer,
  models: readonly PyModel[],
  source: ProgramSource,
): DeclaredProgram {
  const related = relatedModels(recorder, models);
  const events = recorder.events.filter(({ model, kind }) => (model ? related.has(model) : kind === 'note'));
  const notes = new SourceNotes(source);
  if (!events.some((event) => isTraining(event) && event.model && models.includes(event.model))) {
    for (const event of events) notes.add(notesWithoutTraining(writer, event), false);
    notes.addLeftOut(writer.leftOut);
    return { steps: [], notes: notes.all, models: [] };
  }
  const trained = events.findLastIndex(isTraining);
  const end = events.findLastIndex(({ kind }) => kind === 'evaluate');
  const writing = new StepWriter(writer, models, source);
  events.slice(0, Math.max(trained, end) + 1).forEach((event, i) => {
    notes.add(event.kind === 'note' ? [[event.node, event.note]] : writing.add(event), i <= trained);
  });
  notes.addLeftOut([...notDoneIn(writing.steps), ...writer.leftOut]);
  const trains = writing.steps.some(({ kind }) => kind === 'fit' || kind === 'trainOnBatch');
  return { steps: trains ? writing.steps : [], notes: notes.all, models: [...related] };
}

/** Where nothing in the source trains the model, what it leaves out is said, and nobody is asked. */
function notesWithoutTraining(writer: Writer, event: ProgramEvent): NotesAt {
  if (event.kind === 'note') return [[event.node, event.note]];
  return event.kind === 'compile' ? declareCall(writer, event).notes : [];
}

type NotesAt = readonly (readonly [PythonNode, NoteText])[];

/** Notes with their lines, each once. */
class SourceNotes {
  readonly all: SourceNote[] = [];

  constructor(private readonly source: ProgramSource) {}

  /** @param before whether they are about what is done before the last training */
  add(notes: NotesAt, before: boolean): void {
    const { file, spanOf } = this.source;
    for (const [node, note] of notes) {
      const { line } = spanOf(node).start;
      this.push({ ...note, file, line, changesLearning: note.changesLearning && before });
    }
  }

  addLeftOut(leftOut: readonly LeftOut[]): void {
    for (const { text, span, changesLearning } of leftOut) {
      this.push({ kind: 'not-done', text, file: span.file, line: span.start.line, changesLearning });
    }
  }

  private push(note: SourceNote): void {
    const isKnown = this.all.some((other) => other.line === note.line && other.text === note.text);
    if (!isKnown) this.all.push(note);
  }
}

function isTraining({ kind }: ProgramEvent): boolean {
  return kind === 'fit' || kind === 'trainOnBatch';
}
