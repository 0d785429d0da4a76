import { fieldsOf } from '../../tfjs/layerFields.js';
import { patch } from '../../tfjs/patch.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';
import type { SeededNumbers } from './seededNumbers.js';
import type { Draw, Streams } from './streams.js';

/**
 * Gives each weight its own stream to start from, and each layer one for what it draws while it trains.
 *
 * A stream is named so that an edit of one layer leaves the streams of the others alone. The name that a layer was given does that best.
 * tfjs's own (`dense_Dense3`) count the layers of a class, and lines move, so a weight is otherwise known by its layer's class, its own name,
 * how many outputs it has, and its number among its likes in the model. A layer more, of another class or with another number of outputs,
 * changes nothing there, nor does another activation or initializer; of several layers that are alike, nothing tells which one is new.
 * The inputs of a weight do not count: they change with the layer before. What a layer without a matrix draws (dropout, noise) goes by the
 * layer with one that it comes after.
 */
export class LayerStreams {
  private readonly models = new WeakMap<Sequential, string>();
  private readonly weighted = new WeakMap<Layer, string>();
  private readonly draws = new WeakMap<Layer, Draw>();
  /** The model that a layer is being put on. */
  private model = '';

  constructor(
    tf: Tfjs,
    numbers: SeededNumbers,
    private readonly streams: Streams,
  ) {
    const own = this;
    patch(tf, 'seededLayers', {
      apply: (apply) =>
        function (this: Layer, ...args) {
          return numbers.during(own.drawOf(this), () => apply.apply(this, args));
        },
      addWeight: (addWeight) =>
        function (this: Layer, name, shape, ...rest) {
          const draw = own.weightDraw(this, name, shape);
          return numbers.during(draw, () => addWeight.call(this, name, shape, ...rest));
        },
    });
    patch(tf, 'seededModels', {
      add: (add) =>
        function (this: Sequential, layer) {
          own.within(this, () => add.call(this, layer));
        },
    });
  }

  private within(model: Sequential, run: () => void): void {
    const before = this.model;
    this.model = this.models.get(model) ?? this.streams.numbered(ownName(model) ?? 'model');
    this.models.set(model, this.model);
    try {
      run();
    } finally {
      this.model = before;
    }
  }

  private weightDraw(layer: Layer, name: string, shape: readonly (number | null)[]): Draw {
    const known = ownName(layer) ?? `${layer.getClassName()} ${shape.at(-1)}`;
    const weight = `${this.model}/${known}/${name}`;
    if (shape.length > 1 && !this.weighted.has(layer)) this.weighted.set(layer, this.streams.numbered(`at ${weight}`));
    return this.streams.next(weight);
  }

  /** What a layer draws outside of its weights' initializers. */
  private drawOf(layer: Layer): Draw {
    let draw = this.draws.get(layer);
    if (!draw) {
      let stream: Draw | null = null;
      draw = () => {
        stream ??= this.streams.next(this.nameOf(layer));
        return stream();
      };
      this.draws.set(layer, draw);
    }
    return draw;
  }

  private nameOf(layer: Layer): string {
    const own = ownName(layer);
    if (own !== null) return own;
    return this.weighted.get(layer) ?? `${this.weightedBefore(layer)}/${layer.getClassName()}`;
  }

  /** The nearest layer with a matrix, backwards. */
  private weightedBefore(layer: Layer): string {
    let before = previous(layer);
    for (; before; before = previous(before)) {
      const name = this.weighted.get(before);
      if (name !== undefined) return name;
    }
    return '';
  }
}

const previous = (layer: Layer): Layer | null => fieldsOf(layer).inboundNodes[0]?.inboundLayers[0] ?? null;

/** The name that a layer or a model was given; null for one that tfjs has made up. */
function ownName(layer: Layer): string | null {
  const { name } = layer;
  const className = layer.getClassName();
  const base = name.replace(/\d+$/, '');
  const isNumbered = base.endsWith(`_${className}`) || base.replace(/_$/, '').toLowerCase() === className.toLowerCase();
  return base !== name && isNumbered ? null : name;
}
