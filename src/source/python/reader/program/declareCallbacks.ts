import type { KerasCall, KerasValue } from '../../../../protocol/keras.js';
import type { PythonNode } from '../../syntax/node.js';
import { callbackOf } from '../declaration/declareTraining.js';
import type { Writer } from '../declaration/writer.js';
import { namedCall } from '../library/callOrders.js';
import { isUnsettled } from '../values/settled.js';
import { expressionText } from '../values/unknown.js';
import { isKind, lastName, type PyModel, type Value } from '../values/values.js';
import type { NoteText } from './events.js';
import { ownCallback, ownFunction } from './ownCallbacks.js';

interface DeclaredCallbacks {
  readonly written: readonly KerasValue[];
  readonly notes: readonly (readonly [PythonNode, NoteText])[];
}

/** Callbacks that write or show something, and change nothing that is learned. */
const looking =
  /^(?:ModelCheckpoint|TensorBoard|CSVLogger|ProgbarLogger|History|BaseLogger|RemoteMonitor|BackupAndRestore|Tqdm\w*|\w*Tqdm\w*|Wandb\w*|PlotLosses\w*|MlflowCallback|EpochDots)$/;

/** Callbacks of Keras that train otherwise are done, those of the source's own are run, and the rest is noted. */
export function declareCallbacks(writer: Writer, model: PyModel, value: Value, node: PythonNode): DeclaredCallbacks {
  const written: KerasValue[] = [];
  const notes: (readonly [PythonNode, NoteText])[] = [];
  for (const item of itemsOf(value)) {
    const own = ownCallback(writer, model, item);
    const at = isKind(item, 'object') ? item.call.node : isKind(item, 'instance') ? item.made.node : node;
    if (own && 'text' in own) notes.push([at, own]);
    else if (own) written.push(own);
    else {
      const declared = declaredCallback(writer, item);
      written.push(...declared);
      if (declared.length === 0) notes.push([at, noteOn(item)]);
    }
  }
  return { written, notes };
}

function declaredCallback(writer: Writer, item: Value): KerasCall[] {
  const loads = writer.machine.trace.program.files.loadsOf(item);
  if (isKind(item, 'object') && loads.length > 0) {
    const { args, node } = item.call;
    const call = namedCall('ModelCheckpoint', args, node);
    const named = new Map([...call.args.named].filter(([, value]) => !isUnsettled(value)));
    const written = writer.call({ ...call, args: { positional: [], named } });
    return [{ ...written, named: { ...written.named, loads: loads.map((load) => [...load]) } }];
  }
  return callbackOf(writer, item).map((call) => withSchedule(writer, item, call));
}

/** A LearningRateScheduler with the source's own function. */
function withSchedule(writer: Writer, item: Value, call: KerasCall): KerasCall {
  if (call.name !== 'LearningRateScheduler' || !isKind(item, 'object')) return call;
  const { args } = item.call;
  const schedule = args.named.get('schedule') ?? args.positional[0];
  if (!isKind(schedule, 'function')) return call;
  return { ...call, positional: [ownFunction(writer, writer.machine, schedule)], named: {} };
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
      text: `${name} does not run: it does not affect training.`,
      changesLearning: false,
    };
  }
  return { kind: 'not-done', text: `The callback ${name} does not run.`, changesLearning: true, isCallback: true };
}
