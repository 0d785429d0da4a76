import type { PythonNode } from '../syntax/node.js';
import type { ModelValue, Value, Values } from './possibleValues.js';

/** A function that runs, by its call. */
interface CallFrame {
  readonly call: PythonNode | null;
  readonly passed: ReadonlySet<Value>;
}

/** A layer as the source shows it. */
export interface LayerEntry {
  readonly className: string;
  readonly node: PythonNode;
  /** The call of Keras that makes it; null where something else does, or may. */
  call: PythonNode | null;
  repeated: boolean;
}

/** What is known of the models that one expression or class makes. */
export interface Creation {
  readonly node: PythonNode;
  readonly layers: Map<PythonNode, LayerEntry>;
  nameOption: string | null;
  /** Whether a layer is taken out of it again. */
  popped: boolean;
  compiled: PythonNode | null;
  /** Calls of `compile`, and of `fit` and its like, each once. */
  readonly compilations: Set<PythonNode>;
  readonly fits: Set<PythonNode>;
  /** Calls of `add` that are given more than a layer. */
  readonly overfull: Set<PythonNode>;
  fitted: PythonNode | null;
  /** Where `trainable` of it or of a layer is given a value. */
  readonly freezes: Set<PythonNode>;
  /** Where it may be fitted: handed to something that the file does not show, whose name says that it fits. */
  handedOver: PythonNode | null;
  /** Functions that return it. */
  readonly returnedBy: Set<PythonNode>;
}

/** For a layer that the source does not show: it comes from another module, or from a model that is loaded. */
const UNKNOWN_CLASS = 'Layer';

/** Collects models, their layers and what is done to them while the explorer runs. */
export class ModelRecord {
  readonly creations = new Map<PythonNode, Creation>();
  /** Counts runs that start anew: a layer added in two of them is not repeated. */
  run = 0;
  private readonly additions = new Map<ModelValue, Map<PythonNode, { readonly value: Value; readonly run: number }>>();

  make(node: PythonNode): ModelValue {
    this.creation(node);
    return { kind: 'model', creation: node, layers: [] };
  }

  creation(node: PythonNode): Creation {
    let creation = this.creations.get(node);
    if (!creation) {
      creation = {
        node,
        layers: new Map(),
        nameOption: null,
        popped: false,
        compiled: null,
        compilations: new Set(),
        fits: new Set(),
        overfull: new Set(),
        freezes: new Set(),
        fitted: null,
        handedOver: null,
        returnedBy: new Set(),
      };
      this.creations.set(node, creation);
    }
    return creation;
  }

  /** Adds a layer, or each element of a list of layers; `expression` stands for what the source does not show. */
  add(model: ModelValue, values: Values, expression: PythonNode): void {
    for (const value of values) if (value.kind !== 'list') this.addOne(model, value, placeOf(value, expression, false));
    // A list is gone through once, whatever holds it: it may hold itself.
    const lists = new Set(values.filter((value) => value.kind === 'list'));
    for (const { elements } of lists) {
      for (const value of elements.flat()) {
        if (value.kind === 'list') lists.add(value);
        else this.addOne(model, value, placeOf(value, expression, true));
      }
    }
  }

  /** Notes for a model, or for those that have a layer, that `trainable` is given a value. */
  freeze(value: Value, target: PythonNode): void {
    const model = value.kind === 'instance' ? value.model : value;
    if (model?.kind === 'model') this.creation(model.creation).freezes.add(target);
    if (value.kind !== 'object') return;
    for (const { layers, freezes } of this.creations.values()) if (layers.has(value.node)) freezes.add(target);
  }

  /** Where a model is compiled or fitted: the call, or the one that handed the model down to where it is. */
  place(model: Value, call: PythonNode, frames: readonly CallFrame[]): PythonNode {
    return frames.find((frame) => frame.call && frame.passed.has(model))?.call ?? call;
  }

  private addOne(model: ModelValue, value: Value, expression: PythonNode): void {
    if (value.kind === 'constant' || value === model) return;
    const { className, node } = layerOf(value, expression);
    const call = value.kind === 'object' && value.ofKeras ? node : null;
    const { layers } = this.creation(model.creation);
    const known = layers.get(node);
    if (!known) layers.set(node, { className, node, call, repeated: false });
    else if (known.call !== call) known.call = null;
    if (!model.layers.includes(value)) model.layers.push(value);
    let added = this.additions.get(model);
    if (!added) {
      added = new Map();
      this.additions.set(model, added);
    }
    const before = added.get(node);
    if (before && known && before.run === this.run && isAnother(before.value, value)) known.repeated = true;
    added.set(node, { value, run: this.run });
  }
}

/** What stands for a layer that the source does not show: its element of a list, or a part of what is added. */
function placeOf(value: Value, expression: PythonNode, isElement: boolean): PythonNode {
  if ((value.kind !== 'unknown' && value.kind !== 'path') || !value.node) return expression;
  const isPart = expression.from <= value.node.from && value.node.to <= expression.to;
  return isElement || isPart ? value.node : expression;
}

/** Whether two values are two layers; an unknown one stands for another at each turn of its loop. */
function isAnother(first: Value, second: Value): boolean {
  return first !== second || (first.kind === 'unknown' && first.node === null);
}

function layerOf(value: Value, expression: PythonNode): { className: string; node: PythonNode } {
  switch (value.kind) {
    case 'object':
      return { className: value.className || UNKNOWN_CLASS, node: value.node };
    case 'model':
      return { className: 'Sequential', node: value.creation };
    case 'instance':
      return { className: value.class.name, node: value.node ?? expression };
    case 'path':
      return { className: /\.?([A-Z]\w*)$/.exec(value.path)?.[1] ?? UNKNOWN_CLASS, node: expression };
    case 'unknown':
      return { className: UNKNOWN_CLASS, node: expression };
    default:
      return { className: UNKNOWN_CLASS, node: expression };
  }
}
