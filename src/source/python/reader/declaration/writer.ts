import { findLayer } from '../../../../layers/catalogue.js';
import type { SourceLocation } from '../../../../protocol/fit.js';
import type { KerasCall, KerasValue } from '../../../../protocol/keras.js';
import type { SourceSpan } from '../../../../protocol/sourceSpan.js';
import { canonical } from '../../names/kerasModules.js';
import { mayBeOfKeras } from '../../names/kerasNames.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { type Use, useOf } from '../questions/use.js';
import { unknown } from '../values/unknown.js';
import { type Call, isKind, lastName, type PyName, type PyUnknown, type Value } from '../values/values.js';
import { argumentName } from './argumentNames.js';

/** Arguments that training does without where they are not known. */
const optional = /^(?:name|weights|dtype|seed|custom_objects|embeddings_initializer|verbose|ragged|sparse)$/;
/** Arguments that take a name or an object of Keras. */
const takesObject =
  /(?:activation|initializer|init|regularizer|constraint|optimizer|loss|metrics|dtype|callbacks|merge_mode|layer|init_mode)$/;

/** A value may stand in many others, and each of them in many others again. */
const MOST_VALUES = 100_000;

/** Something that a call says and its declaration does not. */
export interface LeftOut {
  readonly text: string;
  readonly span: SourceSpan;
  readonly changesLearning: boolean;
}

/** Turns what the interpreter found into a declaration's values, and asks for what is open. */
export class Writer {
  /** Whether something is open that a declaration cannot do without. */
  incomplete = false;
  readonly leftOut: LeftOut[] = [];
  /** What is being written: a value that holds itself has no end. */
  private readonly writing = new Set<object>();
  private written = 0;
  /** The call that is written. */
  private current: PythonNode | null = null;

  constructor(
    readonly machine: Machine,
    readonly spanOf: (node: PythonNode) => SourceSpan,
  ) {}

  readonly placeOf = (node: PythonNode): SourceLocation => {
    const { file, start } = this.spanOf(node);
    return { file, ...start };
  };

  call(call: Call, context: Partial<Use> = {}, only?: ReadonlySet<string>): KerasCall {
    const { args, node } = call;
    const around = this.current;
    this.current = node;
    const whole = this.within(args, () => this.wholeCall(call, context, only));
    this.current = around;
    return whole ?? { kind: 'call', name: lastName(call.path), positional: [], named: {}, span: this.spanOf(node) };
  }

  private wholeCall(call: Call, context: Partial<Use>, only?: ReadonlySet<string>): KerasCall {
    const owner = lastName(call.path);
    const use = (key: string | number) => useOf(argumentName(owner, key), owner, context);
    const positional = call.args.positional.map((value, i) => this.value(value, use(i)) ?? null);
    const named: Record<string, KerasValue> = {};
    for (const [key, value] of call.args.named) {
      const skip = (only && !only.has(key)) || (key === 'weights' && typeof value !== 'string');
      const written = skip ? this.left(use(key)) : this.value(value, use(key));
      if (written !== undefined) named[key] = written;
    }
    return { kind: 'call', name: owner, positional, named, span: this.spanOf(call.node) };
  }

  /** A value of a declaration; undefined where it is left out. */
  value(value: Value, use: Use, depth = 0): KerasValue | undefined {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > 12) return undefined;
    switch (value.kind) {
      case 'list':
        return this.within(value, () => this.list(value.items, use, depth));
      case 'dict':
        return this.within(value, () => this.dict(value.entries, use, depth));
      case 'object':
        return this.object(value.call, use);
      case 'instance':
        return this.call({ ...value.made, args: { positional: [], named: new Map() } });
      case 'function':
        if (/initializer$/.test(use.argument)) return this.left(use);
        return { kind: 'call', name: value.name, positional: [], named: {}, span: this.spanOf(value.node) };
      case 'class':
        return { kind: 'call', name: value.name, positional: [], named: {}, span: this.spanOf(value.node) };
      case 'name':
        return this.name(value, use);
      case 'unknown':
        return this.open(value, use);
      default:
        return this.left(use);
    }
  }

  /** What `write` gives, unless `value` holds itself or too much has been written before: that is left out, and said. */
  private within<Written>(value: object, write: () => Written): Written | undefined {
    if (this.writing.has(value) || ++this.written > MOST_VALUES) {
      this.leaveOut('A value that contains itself, or is too large to write out, is left out.', true);
      return undefined;
    }
    this.writing.add(value);
    try {
      return write();
    } finally {
      this.writing.delete(value);
    }
  }

  private dict(entries: ReadonlyMap<unknown, Value>, use: Use, depth: number): Record<string, KerasValue> {
    const known = [...entries].map(([key, entry]) => [String(key), this.value(entry, use, depth + 1)] as const);
    return Object.fromEntries(known.filter((entry): entry is [string, KerasValue] => entry[1] !== undefined));
  }

  private list(items: readonly Value[], use: Use, depth: number): KerasValue[] {
    const written = items.map((item, i) => this.value(item, entryUse(use, items, i), depth + 1));
    return written.filter((item) => item !== undefined);
  }

  /** Asks for what decides how many layers there are. */
  askForLayers(value: PyUnknown): void {
    this.machine.questions.ask(value, useOf('loop', ''));
    this.incomplete = true;
  }

  private object(call: Call, use: Use): KerasCall | undefined {
    const isWeights = /initializer$/.test(use.argument) && /Constant$/.test(call.path);
    const [first] = call.args.positional;
    if (isWeights && (isKind(first, 'unknown') || isKind(first, 'array'))) return this.left(use);
    const { last, goal, sampleShape, sequence } = use;
    return this.call(call, findLayer(use.owner)?.wraps ? { last, goal, sampleShape, sequence } : {});
  }

  /** Something outside the file: a name of Keras is its last part, anything else is asked for. */
  private name(value: PyName, use: Use): KerasValue | undefined {
    const path = canonical(value.path);
    const name = lastName(path);
    if (takesObject.test(use.argument) || mayBeOfKeras(path)) return name;
    if (optional.test(use.argument)) return undefined;
    const settled = unknown(this.machine, this.machine.trace.target, { name, path });
    return isKind(settled, 'unknown') ? this.open(this.whereUsed(settled, name), use) : this.value(settled, use, 1);
  }

  /** Puts an imported name at the first place where the file has it. */
  private whereUsed(value: PyUnknown, name: string): PyUnknown {
    const node = findName(this.machine.root, name);
    return node ? { ...value, node } : value;
  }

  private open(value: PyUnknown, use: Use): KerasValue | undefined {
    if (optional.test(use.argument)) return this.left(use);
    if (value.call && takesObject.test(use.argument) && /^[A-Z]\w*[a-z]/.test(lastName(value.call.path)))
      return this.call(value.call);
    if (use.argument === '' || /^(?:Model|Merge|Functional)$/.test(use.owner)) return undefined;
    this.machine.questions.ask(value, use);
    this.incomplete = true;
    return null;
  }

  private left(use: Use): undefined {
    if (/^weights$|initializer$/.test(use.argument)) {
      this.leaveOut(
        `The initial weights of ${use.owner} are known only when the program runs, so they are left out.`,
        true,
      );
    }
    return undefined;
  }

  /** Says that something of the call that is written is left out. @param node of the call, where it is another one */
  leaveOut(text: string, changesLearning: boolean, node = this.current ?? this.machine.trace.target): void {
    this.leftOut.push({ text, changesLearning, span: this.spanOf(node) });
  }
}

function findName(root: PythonNode, name: string): PythonNode | null {
  const open = [root];
  let imported: PythonNode | null = null;
  for (let node = open.shift(); node; node = open.shift()) {
    const isName = (node.type === 'VariableName' || node.type === 'PropertyName') && node.text === name;
    if (isName && node.parent?.type !== 'ImportStatement')
      return node.parent?.type === 'MemberExpression' ? node.parent : node;
    if (isName) imported ??= node;
    open.unshift(...node.children);
  }
  return imported;
}

/** Where an entry of a tuple is used. Images whose first size is 1 or 3 have their channels there. */
function entryUse(use: Use, items: readonly Value[], entry: number): Use {
  const { sampleShape } = use;
  const [channels] = items;
  const channelsFirst = /shape$/.test(use.argument) && items.length === 3 && (channels === 1 || channels === 3);
  const size = sampleShape[0] ?? 28;
  const isImage = channelsFirst && typeof items[2] !== 'number' && sampleShape.length === 3;
  return { ...use, entry, entries: items.length, sampleShape: isImage ? [channels, size, size] : sampleShape };
}
