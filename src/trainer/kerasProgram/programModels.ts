import { SourceError } from '../../errors/sourceError.js';
import { compileModel } from '../../keras/compileModel.js';
import { addLayer, type KerasModel, type MakeKerasModel, makeSequential } from '../../keras/makeSequential.js';
import { MetricNames } from '../../keras/metrics/metricNames.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { KerasCall } from '../../protocol/keras.js';
import type { KerasLayer, KerasLayerReference, KerasStep } from '../../protocol/kerasProgram.js';
import type { Layer, Sequential } from '../../tfjs/tfjs.js';
import type { BuildRun } from '../build/buildRun.js';
import type { UsualCompile } from '../build/compileDefault.js';
import type { InputShapes } from './inputShapes.js';
import { applyTrainable, TrainableFlags, type TrainableState } from './trainableFlags.js';

export type MakeStep = Extract<KerasStep, { kind: 'make' }>;

export interface ProgramModel extends KerasModel {
  readonly location: SourceLocation;
  readonly calls: readonly KerasCall[];
  /** Null until it is compiled. */
  compiled: TrainableState | null;
}

/** The models of a Keras program by their numbers. */
export class ProgramModels {
  private readonly entries = new Map<number, ProgramModel>();
  /** Models whose input is not known before they are used in another, with what is done to them until then. */
  private readonly waiting = new Map<number, { readonly step: MakeStep; readonly later: (() => void)[] }>();
  private readonly flags: TrainableFlags;
  private readonly said = new Set<string>();
  private readonly metricNames = new MetricNames();

  constructor(
    private readonly run: BuildRun,
    private readonly version: 1 | 2 | 3,
    private readonly inputs: InputShapes,
  ) {
    this.flags = new TrainableFlags(run.tf);
  }

  /** Leaves a model that says nothing of its input until another one puts it on something. */
  makeLater(step: MakeStep): void {
    this.waiting.set(step.model, { step, later: [] });
  }

  /** @throws {NeedsDataShape} where nothing says what its first layer is put on */
  make(step: MakeStep): void {
    const { run } = this;
    const made = makeSequential({ ...step, version: this.version }, this.options);
    run.assign(made.model, step.location);
    made.model.name = step.name;
    const calls = step.layers.filter((layer) => layer.kind === 'call');
    this.entries.set(step.model, { ...made, calls, location: step.location, compiled: null });
    this.tellNotes(made, step.location);
  }

  get(model: number): ProgramModel {
    const entry = this.entries.get(model);
    if (!entry) throw new Error(`The program uses model ${model} before it is made`);
    return entry;
  }

  add(model: number, layer: KerasLayer): void {
    if (this.isPutOff(model, () => this.add(model, layer))) return;
    const entry = this.get(model);
    addLayer(entry.model, layer, entry.context, this.options);
  }

  /** @throws {SourceError} where nothing can be compiled */
  compile(model: number, call: KerasCall): void {
    if (this.isPutOff(model, () => this.compile(model, call))) return;
    const entry = this.get(model);
    const state = this.flags.stateOf(entry.model);
    applyTrainable(state);
    compileModel(entry.model, call, entry.context);
    entry.compiled = state;
    this.tellNotes(entry, { file: call.span.file, ...call.span.start });
  }

  /** Compiles a model that the source does not compile. @param place of what trains it */
  compileUsually(model: number, { optimizer, loss, metrics }: UsualCompile, place: SourceLocation): void {
    const span = { file: place.file, start: place, end: place };
    this.compile(model, { kind: 'call', name: 'compile', positional: [], named: { optimizer, loss, metrics }, span });
  }

  setTrainable(model: number, path: readonly number[], value: boolean, place: SourceLocation): void {
    if (this.isPutOff(model, () => this.setTrainable(model, path, value, place))) return;
    this.flags.set(this.at({ kind: 'layer', model, path }, place), value);
  }

  /** Has what was trainable when the model was compiled train now. */
  freezeAsCompiled(entry: ProgramModel): void {
    entry.compiled ??= this.flags.stateOf(entry.model);
    applyTrainable(entry.compiled);
  }

  /** @throws {SourceError} where there is none */
  at({ model, path }: KerasLayerReference, place: SourceLocation): Layer | Sequential {
    let layer: Layer | Sequential = this.get(model).model;
    for (const index of path) {
      const layers: readonly Layer[] = visibleLayers(layer);
      const next: Layer | undefined = layers.at(index);
      if (!next) throw new SourceError(`There is no layer ${index}: this model has ${layers.length} layers.`, place);
      layer = next;
    }
    return layer;
  }

  private get options(): MakeKerasModel {
    const { run } = this;
    return {
      tf: run.tf,
      metricNames: this.metricNames,
      assign: (layer, { file, start }) => run.assign(layer, { file, ...start }),
      layerAt: (reference, inputShape) => {
        this.makeNow(reference.model, inputShape);
        return this.at(reference, this.get(reference.model).location);
      },
    };
  }

  private isPutOff(model: number, action: () => void): boolean {
    const waiting = this.waiting.get(model);
    waiting?.later.push(action);
    return waiting !== undefined;
  }

  /** @param inputShape with the batch; null where it is not known either */
  private makeNow(model: number, inputShape: readonly (number | null)[] | null): void {
    const waiting = this.waiting.get(model);
    if (!waiting) return;
    this.waiting.delete(model);
    const shape = inputShape?.slice(1).filter((size) => size !== null);
    const make = () => this.make(waiting.step);
    if (shape) this.inputs.during(() => shape, make);
    else make();
    for (const action of waiting.later) action();
  }

  /** @param location of what is about the whole model */
  private tellNotes({ notes }: KerasModel, location: SourceLocation): void {
    for (const { kind, text, span } of notes.all) {
      const place = span ? { file: span.file, ...span.start } : location;
      const key = `${place.file}:${place.line} ${text}`;
      if (this.said.has(key)) continue;
      this.said.add(key);
      if (kind === 'warning') this.run.warn({ kind: 'model', message: text, location: place });
      else this.run.note({ kind, text, file: place.file, line: place.line, changesLearning: false });
    }
  }
}

/** As Keras counts them. */
function visibleLayers(layer: Layer | Sequential): readonly Layer[] {
  const { layers = [] } = layer as Partial<Sequential>;
  return layers.filter((each) => each.getClassName() !== 'InputLayer');
}
