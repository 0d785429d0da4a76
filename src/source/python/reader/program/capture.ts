import type { ArrayContents } from '../../../../protocol/kerasProgram.js';
import type { Machine } from '../machine.js';
import { array } from '../values/arrays.js';
import { batchesOf } from '../values/batches.js';
import { numeric } from '../values/numeric.js';
import { type Batches, type Call, isKind, list, type Value } from '../values/values.js';
import { sampleCount, samplesOf } from './batchContents.js';
import { ownBatches } from './ownBatches.js';

const data = ['x', 'y', 'sample_weight', 'validation_data'];

/** A call with the arrays that it gets as they are now; what gives batches is taken apart into its arrays. */
export function captured(machine: Machine, call: Call): Call {
  const named = new Map(call.args.named);
  const x = named.get('x');
  const batches = batchesOf(x) ?? ownBatches(machine, x, named, call.node);
  if (batches) spread(machine, restarted(batches, named), call, named);
  const given = named.get('validation_data');
  const validation =
    batchesOf(given) ?? (isKind(given, 'instance') ? ownBatches(machine, given, named, call.node) : null);
  if (validation) {
    named.set('validation_data', list(arraysOf(machine, validation)));
    if (validation.batchSize !== null && !named.has('validation_batch_size'))
      named.set('validation_batch_size', validation.batchSize);
  }
  for (const name of data) {
    const value = named.get(name);
    if (value === undefined) continue;
    const each = name === 'validation_data' && isKind(value, 'list');
    const items = each ? value.items.map((item) => capturedArray(machine, item)) : [];
    named.set(name, each ? list(items) : capturedArray(machine, value));
  }
  return { ...call, args: { ...call.args, named } };
}

/** Of a `Sequence` Keras shuffles the batches, unless fit says otherwise; of a dataset nothing. */
function shuffled({ shuffle, restarts }: Batches, named: ReadonlyMap<string, Value>): Value {
  return restarts && !shuffle && named.get('shuffle') !== false ? 'batch' : shuffle;
}

/** Batches that each epoch starts with anew are no more than its steps. */
function restarted(batches: Batches, named: ReadonlyMap<string, Value>): Batches {
  const steps = numeric(named.get('steps_per_epoch'));
  const { restarts, batchSize, part } = batches;
  if (!restarts || shuffled(batches, named) !== false || batchSize === null || steps === null || part[1] <= 1)
    return batches;
  const rows = sampleCount(batches) ?? 0;
  return rows < steps * batchSize ? batches : { ...batches, part: [part[0], part[0] + steps * batchSize] };
}

function spread(machine: Machine, batches: Batches, call: Call, named: Map<string, Value>): void {
  const [x, y, sampleWeight] = arraysOf(machine, batches);
  // Samples of a folder are no arrays: they are the data that the plan names.
  if (x !== undefined && !batches.folder) named.set('x', x);
  if (y !== undefined) named.set('y', y);
  if (sampleWeight !== undefined) named.set('sample_weight', sampleWeight);
  if (batches.batchSize !== null) named.set('batch_size', batches.batchSize);
  if (/^fit/.test(call.path)) named.set('shuffle', shuffled(batches, named));
  if (batches.left.length === 0) return;
  const text = `${batches.left.join(', ')} ${batches.left.length > 1 ? 'are' : 'is'} ignored: samples are used unchanged.`;
  machine.trace.program.note(call.node, { kind: 'not-done', text, changesLearning: true });
}

/** Inputs, targets and weights of batches, as far as there are any. */
function arraysOf(machine: Machine, batches: Batches): Value[] {
  const { x, y, sampleWeight } = samplesOf(batches);
  const kept = [
    [x, batches.x],
    [y, batches.y],
    [sampleWeight, batches.sampleWeight],
  ] as const;
  const values = kept.map(([contents, from]) =>
    contents ? keep(machine, contents, from === batches.x ? batches : from) : from,
  );
  while (values.length > 1 && values.at(-1) === null) values.pop();
  return values;
}

function keep(machine: Machine, contents: ArrayContents, of: Value | Batches): Value {
  const { arrays } = machine.trace.program;
  const key = typeof of === 'object' && of !== null ? of : contents;
  return array(contents.shape, { captured: arrays.keep(contents, key) });
}

/** One array; a list with one array in it stands for it. */
export function capturedArray(machine: Machine, value: Value): Value {
  if (isKind(value, 'array') && value.captured !== null) return value;
  const [only] = isKind(value, 'list') && value.items.length === 1 ? value.items : [];
  const whole = isKind(only, 'array') ? only : value;
  const { arrays } = machine.trace.program;
  const id = arrays.capture(whole);
  return id === null ? value : array(arrays.contents.get(id)?.shape ?? null, { captured: id });
}
