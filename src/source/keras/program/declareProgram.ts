import type { KerasStep } from '../../../protocol/kerasProgram.js';
import type { SourceNote } from '../../../protocol/sourceNote.js';
import type { SourceSpan } from '../../../protocol/trainer.js';
import type { Writer } from '../declaration/writer.js';
import type { PyNode } from '../tree.js';
import type { PyModel } from '../values/values.js';
import type { NoteText, ProgramEvent } from './events.js';
import type { Recorder } from './recorder.js';
import { relatedModels } from './related.js';
import { StepWriter } from './stepWriter.js';

export interface DeclaredProgram {
  /** None where nothing of the training can be done. */
  readonly steps: readonly KerasStep[];
  readonly notes: readonly SourceNote[];
  /** All models that it does something with. */
  readonly models: readonly PyModel[];
}

/** What a declaration needs of the source that it is one of. */
export interface ProgramSource {
  readonly file: string;
  /** Name of the model that is read, and whether a model is it. */
  readonly name: string;
  readonly isNamed: (model: PyModel) => boolean;
  readonly spanOf: (node: PyNode) => SourceSpan;
}

/**
 * What a program does with the models that are read and with those that share layers or weights with them, up to their last training and what is
 * evaluated afterwards; null where none of the models that are read is trained.
 * @throws {UnknownLayer}
 */
export function declareProgram(
  recorder: Recorder,
  writer: Writer,
  models: readonly PyModel[],
  source: ProgramSource,
): DeclaredProgram | null {
  const related = relatedModels(recorder, models);
  const events = recorder.events.filter(({ model, kind }) => (model ? related.has(model) : kind === 'note'));
  if (!events.some((event) => isTraining(event) && event.model && models.includes(event.model))) return null;
  const trained = events.findLastIndex(isTraining);
  const end = events.findLastIndex(({ kind }) => kind === 'evaluate');
  const steps = new StepWriter(writer, models, source);
  const notes: SourceNote[] = [];
  const say = (node: PyNode, note: NoteText, after: boolean) => {
    const { line } = source.spanOf(node).start;
    if (notes.some((other) => other.line === line && other.text === note.text)) return;
    notes.push({ ...note, file: source.file, line, changesLearning: note.changesLearning && !after });
  };
  events.slice(0, Math.max(trained, end) + 1).forEach((event, i) => {
    if (event.kind === 'note') say(event.node, event.note, i > trained);
    else for (const [node, note] of steps.add(event)) say(node, note, i > trained);
  });
  const trains = steps.steps.some(({ kind }) => kind === 'fit' || kind === 'trainOnBatch');
  return { steps: trains ? steps.steps : [], notes, models: [...related] };
}

function isTraining({ kind }: ProgramEvent): boolean {
  return kind === 'fit' || kind === 'trainOnBatch';
}
