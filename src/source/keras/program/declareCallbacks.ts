import type { KerasValue } from '../../../protocol/keras.js';
import { callbackOf } from '../declaration/declareTraining.js';
import type { Writer } from '../declaration/writer.js';
import type { PyNode } from '../tree.js';
import { expressionText } from '../values/unknown.js';
import { isKind, lastName, type PyModel, type Value } from '../values/values.js';
import type { NoteText } from './events.js';

interface DeclaredCallbacks {
  readonly written: readonly KerasValue[];
  readonly notes: readonly (readonly [PyNode, NoteText])[];
}

/** Callbacks that write or show something, and change nothing that is learned. */
const looking =
  /^(?:ModelCheckpoint|TensorBoard|CSVLogger|ProgbarLogger|History|BaseLogger|RemoteMonitor|BackupAndRestore|Tqdm\w*|\w*Tqdm\w*|Wandb\w*|PlotLosses\w*|MlflowCallback|EpochDots)$/;

/** Callbacks of Keras that train otherwise are done, those of the source's own are run, and the rest is noted. */
export function declareCallbacks(writer: Writer, _model: PyModel, value: Value, node: PyNode): DeclaredCallbacks {
  const written: KerasValue[] = [];
  const notes: (readonly [PyNode, NoteText])[] = [];
  for (const item of itemsOf(value)) {
    const declared = callbackOf(writer, item);
    const at = isKind(item, 'object') ? item.call.node : isKind(item, 'instance') ? item.made.node : node;
    written.push(...declared);
    if (declared.length === 0) notes.push([at, noteOn(item)]);
  }
  return { written, notes };
}

function itemsOf(value: Value): readonly Value[] {
  if (value === null) return [];
  return isKind(value, 'list') ? value.items.flatMap((item) => itemsOf(item)) : [value];
}

function noteOn(item: Value): NoteText {
  const name = isKind(item, 'object')
    ? lastName(item.call.path)
    : isKind(item, 'instance')
      ? item.of.name
      : isKind(item, 'unknown')
        ? expressionText(item.node)
        : 'A callback';
  if (looking.test(name)) {
    return {
      kind: 'not-done',
      text: `${name} is not run: it changes nothing that is learned.`,
      changesLearning: false,
    };
  }
  return { kind: 'not-done', text: `The callback ${name} is not run.`, changesLearning: true };
}
