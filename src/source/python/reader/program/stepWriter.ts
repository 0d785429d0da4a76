import type { KerasCall } from '../../../../protocol/keras.js';
import type { KerasLayer, KerasStep } from '../../../../protocol/kerasProgram.js';
import type { SourceSpan } from '../../../../protocol/sourceSpan.js';
import type { PythonNode } from '../../syntax/node.js';
import { contextAt, declareLayer } from '../declaration/declareLayers.js';
import { goalOf } from '../declaration/declareTraining.js';
import { layerFacts } from '../declaration/layerFacts.js';
import type { Writer } from '../declaration/writer.js';
import { layerNamed } from '../library/layerNames.js';
import { modelOf, type PyModel, type Value } from '../values/values.js';
import { arrayValue } from './arrayValue.js';
import { declareCall } from './declareCall.js';
import type { NoteText, ProgramEvent } from './events.js';
import { isInput } from './modelLayers.js';

/** What a declaration needs of the source that it is one of. */
export interface ProgramSource {
  readonly file: string;
  /** Name of the model that is read, and whether a model is it. */
  readonly name: string;
  readonly isNamed: (model: PyModel) => boolean;
  readonly spanOf: (node: PythonNode) => SourceSpan;
}

interface Place {
  readonly model: number;
  readonly path: readonly number[];
}

type StepEvent = Exclude<ProgramEvent, { kind: 'note' }>;

/** Writes what happens to models as steps: models and layers get the numbers and places that steps know them by. */
export class StepWriter {
  readonly steps: KerasStep[] = [];
  private readonly numbers = new Map<PyModel, number>();
  private readonly places = new Map<Value, Place>();
  /** Layers that each model has now, as Keras counts them. */
  private readonly counts = new Map<PyModel, number>();

  constructor(
    private readonly writer: Writer,
    /** Models that are read. */
    private readonly targets: readonly PyModel[],
    private readonly source: ProgramSource,
  ) {}

  /** Adds the step of an event; gives back what it leaves out, and where. */
  add(event: StepEvent): (readonly [PythonNode, NoteText])[] {
    const { model: of, node } = event;
    const { file, spanOf } = this.source;
    const notes: (readonly [PythonNode, NoteText])[] = [];
    const at = { model: this.numberOf(of), location: { file, ...spanOf(node).start } };
    switch (event.kind) {
      case 'make': {
        const name = this.source.isNamed(of) ? this.source.name : modelName(of);
        this.steps.push({
          ...at,
          kind: 'make',
          name,
          layers: this.layersOf(event.model, event.layers, event.trainable),
        });
        break;
      }
      case 'addLayer': {
        const [layer] = this.layersOf(of, [event.layer]);
        if (layer) this.steps.push({ ...at, kind: 'addLayer', layer });
        break;
      }
      case 'popLayer':
        this.counts.set(of, Math.max(0, (this.counts.get(of) ?? 0) - 1));
        this.steps.push({ ...at, kind: event.kind });
        break;
      case 'resetStates':
        this.steps.push({ ...at, kind: event.kind });
        break;
      case 'trainable':
        this.steps.push({ ...at, kind: event.kind, path: this.pathOf(event.layer), value: event.value });
        break;
      case 'learningRate':
        this.steps.push({ ...at, kind: event.kind, value: event.value });
        break;
      case 'getWeights':
        this.steps.push({ ...at, kind: event.kind, path: this.pathOf(event.layer), weights: event.weights });
        break;
      case 'setWeights': {
        const weights =
          typeof event.weights === 'number' ? event.weights : event.weights.flatMap((array) => arrayValue(array) ?? []);
        this.steps.push({ ...at, kind: event.kind, path: this.pathOf(event.layer), weights });
        break;
      }
      default: {
        const declared = declareCall(this.writer, event);
        notes.push(...declared.notes);
        if (declared.call) this.steps.push({ ...at, kind: event.kind, call: declared.call });
      }
    }
    return notes;
  }

  private layersOf(model: PyModel, layers: readonly Value[], trainable?: ReadonlyMap<Value, boolean>): KerasLayer[] {
    const facts = layers.map((layer) => layerFacts(layer));
    return layers.flatMap((layer, i): KerasLayer[] => {
      const nested = modelOf(layer);
      const known = nested ? { model: this.numberOf(nested), path: [] } : this.places.get(layer);
      const place = this.place(model, layer);
      if (known) return [{ kind: 'layer', ...known }];
      if (place) this.places.set(layer, place);
      const context = contextAt(facts, i, this.targets.includes(model), goalOf(model));
      const call = declareLayer(this.writer, layer, model, context);
      return call ? [withTrainable(call, trainable?.get(layer))] : [];
    });
  }

  /** Where a layer that is added to a model stands; null for what Keras does not count. */
  private place(model: PyModel, layer: Value): Place | null {
    if (isInput(layer)) return null;
    const count = this.counts.get(model) ?? 0;
    this.counts.set(model, count + 1);
    return { model: this.numberOf(model), path: [count] };
  }

  private pathOf(layer: Value): readonly number[] {
    return this.places.get(layer)?.path ?? [];
  }

  private numberOf(model: PyModel): number {
    const known = this.numbers.get(model) ?? this.numbers.size + 1;
    this.numbers.set(model, known);
    return known;
  }
}

function withTrainable(call: KerasCall, trainable: boolean | undefined): KerasCall {
  return trainable === undefined ? call : { ...call, named: { ...call.named, trainable } };
}

/** What a model is called: its own name, else the variable or attribute that it is assigned to where it is made. */
function modelName(model: PyModel): string {
  const target = model.node.parent?.type === 'AssignStatement' ? model.node.parent.children[0] : undefined;
  const assigned = target?.type === 'VariableName' ? target.text : target?.child('PropertyName')?.text;
  return layerNamed(model) ?? assigned ?? 'sequential';
}
