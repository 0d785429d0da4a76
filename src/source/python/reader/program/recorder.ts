import type { OwnCallback } from '../../../../protocol/kerasProgram.js';
import type { PythonNode } from '../../syntax/node.js';
import type { PyArray } from '../values/arrays.js';
import { type Call, isKind, modelOf, type PyModel, type Value } from '../values/values.js';
import { ArrayStore } from './arrayStore.js';
import type { NoteText, ProgramEvent, Weights } from './events.js';
import { type LiveTraining, LiveWeights } from './liveWeights.js';
import { modelLayers } from './modelLayers.js';
import { SavedFiles, type SavedWeights } from './savedFiles.js';

/** No program that is worth reading does more. */
const MOST_EVENTS = 200_000;

/** Takes down what a program does with its models, in order. */
export class Recorder {
  readonly events: ProgramEvent[] = [];
  readonly arrays = new ArrayStore();
  /** Libraries whose random numbers have a seed, or of which was said that they have none. */
  readonly seeded = new Set<string>();
  readonly liveWeights = new LiveWeights();
  readonly callbacks = new Map<number, OwnCallback>();
  readonly functions = new Map<number, (...args: readonly number[]) => number>();
  /** The training that a callback's code runs in; null while the program is read. */
  live: LiveTraining | null = null;
  /** Every model that the program builds, in order. */
  readonly models: PyModel[] = [];
  /** Models of which another is a copy, or has weights. */
  readonly related: (readonly [PyModel, PyModel])[] = [];
  /** Weights that were saved. */
  readonly files = new SavedFiles();
  /** The optimizer that each model was last compiled with. */
  private readonly optimizers = new Map<PyModel, Value>();
  private readonly made = new Set<PyModel>();
  private readonly homes = new Map<Value, PyModel>();
  private kept = 0;

  /** Takes down the model as it is now, unless that was done. */
  make(model: PyModel): void {
    if (this.made.has(model)) return;
    this.made.add(model);
    const layers = modelLayers(model);
    for (const layer of layers) this.prepare(layer);
    const trainable = new Map<Value, boolean>();
    for (const layer of layers) {
      if (!this.homes.has(layer)) this.homes.set(layer, model);
      const value = modelOf(layer) ? undefined : trainableOf(layer);
      if (value !== undefined) trainable.set(layer, value);
    }
    this.push({ kind: 'make', model, layers, trainable, node: model.node });
    const own = model.attributes.get('trainable');
    if (typeof own === 'boolean') this.push({ kind: 'trainable', model, layer: null, value: own, node: model.node });
  }

  addLayer(model: PyModel, layer: Value, node: PythonNode): void {
    if (!this.made.has(model)) return;
    this.prepare(layer);
    if (!this.homes.has(layer)) this.homes.set(layer, model);
    this.push({ kind: 'addLayer', model, layer, node });
  }

  does(model: PyModel, kind: 'popLayer' | 'resetStates', node: PythonNode): void {
    if (this.made.has(model)) this.push({ kind, model, node });
  }

  compile(model: PyModel, call: Call, optimizer: Value, rate: number | null): void {
    this.make(model);
    this.optimizers.set(model, optimizer);
    this.push({ kind: 'compile', model, call, rate, node: call.node });
  }

  call(kind: 'fit' | 'trainOnBatch' | 'evaluate', model: PyModel, call: Call): void {
    this.make(model);
    this.push({ kind, model, call, node: call.node });
  }

  /** @param of a model, or a layer */
  trainable(of: Value, value: boolean, node: PythonNode): void {
    const model = modelOf(of);
    if (model) {
      if (this.made.has(model)) this.push({ kind: 'trainable', model, layer: null, value, node });
      return;
    }
    const home = this.homes.get(of);
    if (home) this.push({ kind: 'trainable', model: home, layer: of, value, node });
  }

  /** Of every model that is compiled with the optimizer. */
  learningRate(optimizer: Value, value: number, node: PythonNode): void {
    for (const [model, its] of this.optimizers) {
      if (its === optimizer) this.push({ kind: 'learningRate', model, value, node });
    }
  }

  /** Whether a model that is taken down has the layer. */
  isPlaced(layer: Value): boolean {
    return this.homes.has(layer);
  }

  /** Takes down the model that a layer stands in, unless that was done; false where it stands in none. */
  place(layer: Value): boolean {
    if (this.isPlaced(layer)) return true;
    const model = this.models.findLast((each) => modelLayers(each).includes(layer));
    if (model) this.make(model);
    return model !== undefined;
  }

  /** Keeps the weights of a model or a layer as they are now; null where it stands in no model. */
  getWeights(of: Value, node: PythonNode): number | null {
    if (this.live) return this.liveWeights.take(this, of);
    const model = this.homeOf(of);
    if (!model) return null;
    const weights = ++this.kept;
    this.push({ kind: 'getWeights', model, layer: modelOf(of) ? null : of, weights, node });
    return weights;
  }

  /** What was saved under a path; null where nothing was. */
  saved(path: Value): SavedWeights | null {
    return this.files.find(path, () => ++this.kept);
  }

  /** Whether the model or layer could be found. */
  setWeights(of: Value, weights: Weights, node: PythonNode): boolean {
    if (this.live) return this.liveWeights.give(this, of, typeof weights === 'number' ? weights : idsOf(weights));
    const model = this.homeOf(of);
    if (!model) return false;
    const from = this.events.find((event) => event.kind === 'getWeights' && event.weights === weights);
    if (from?.model) this.related.push([from.model, model]);
    this.push({ kind: 'setWeights', model, layer: modelOf(of) ? null : of, weights, node });
    return true;
  }

  trainedModels(): PyModel[] {
    const trained = this.events.flatMap((event) =>
      event.kind === 'fit' || event.kind === 'trainOnBatch' ? [event.model] : [],
    );
    return [...new Set(trained)];
  }

  /** Whether a model was made, changed or trained since there were so many events. */
  trainedSince(events: number): boolean {
    return this.events.slice(events).some(({ kind }) => kind !== 'note');
  }

  /** Models that something was done with since there were so many events. */
  modelsSince(events: number): PyModel[] {
    return this.events.slice(events).flatMap(({ kind, model }) => (kind !== 'note' && model ? [model] : []));
  }

  /** Takes back what was done with some models since there were so many events. */
  dropSince(events: number, models: ReadonlySet<PyModel>): void {
    if (models.size === 0) return;
    const since = this.events.splice(events);
    const kept = since.filter(({ kind, model }) => kind === 'note' || kind === 'make' || !model || !models.has(model));
    const isWhole = kept.length === since.length;
    this.events.push(...kept.filter((event) => isWhole || event.kind !== 'note' || event.note.kind !== 'guessed'));
  }

  /**
   * @param model the one that it is about; null where it may be about any
   * @param at how many events there were when it became true
   */
  note(node: PythonNode, note: NoteText, model: PyModel | null = null, at = this.events.length): void {
    if (this.events.length < MOST_EVENTS) this.events.splice(at, 0, { kind: 'note', note, model, node });
  }

  private homeOf(of: Value): PyModel | undefined {
    const model = modelOf(of);
    if (model) this.make(model);
    return model ?? this.homes.get(of);
  }

  private prepare(layer: Value): void {
    const nested = modelOf(layer);
    if (nested) this.make(nested);
  }

  private push(event: ProgramEvent): void {
    if (this.events.length < MOST_EVENTS) this.events.push(event);
  }
}

function idsOf(arrays: readonly PyArray[]): number[] {
  return arrays.flatMap(({ captured }) => captured ?? []);
}

function trainableOf(layer: Value): boolean | undefined {
  const value = isKind(layer, 'object') || isKind(layer, 'instance') ? layer.attributes.get('trainable') : undefined;
  return typeof value === 'boolean' ? value : undefined;
}
