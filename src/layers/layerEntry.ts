import type { Shape, ShapedLayer } from './shapes/shapedLayer.js';
import type { LayerWindow } from './shapes/window.js';

/** What a layer is for, near to how the documentation of Keras groups them. */
export type LayerKind =
  | 'input'
  | 'dense'
  | 'embedding'
  | 'masking'
  | 'activation'
  | 'convolution'
  | 'pooling'
  | 'recurrent'
  | 'wrapper'
  | 'normalization'
  | 'regularization'
  | 'reshaping'
  | 'preprocessing'
  | 'augmentation'
  | 'attention'
  | 'merging'
  | 'model'
  | 'function';

export type KerasVersion = 1 | 2 | 3;

/** A call of a layer's class in Python, as far as its form tells which Keras it is written for. */
export interface LayerCall {
  readonly name: string;
  readonly positional: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
}

/** Which arguments a class of Keras takes. */
export interface Signature {
  /** Names of Keras 2 in the order of its positional arguments, keyword-only ones after them; spaces between. */
  readonly order: string;
  /** The order of Keras 1 where it is another one, in the names of Keras 2. */
  readonly oldOrder?: string;
  /** Whether the call itself has the form of Keras 1; else the file's version tells. */
  isOld?(call: LayerCall, version: KerasVersion): boolean;
}

/**
 * What data a layer is put on, mostly: rows of numbers, sequences of tokens' vectors, signals, images without an axis of channels and with one, volumes,
 * or images one after the other.
 */
export type SampleKind = 'features' | 'steps' | 'signal' | 'grid' | 'image' | 'volume' | 'frames';

/** The arguments of a call by the names of Keras 2; undefined where one is not given, or not known. */
export interface LayerArguments {
  has(name: string): boolean;
  value(name: string): unknown;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  text(name: string): string | undefined;
  /** One number for all of `count` dimensions, or one for each. */
  sizes(name: string, count: number): readonly number[] | undefined;
  /** Sizes of a shape; what is left open is null. */
  shape(name: string): Shape | undefined;
}

/** What of a model decides how the arguments of its layers are read. */
export interface ArgumentContext {
  readonly version: KerasVersion;
  /** Where the channels stand when a layer does not say. */
  readonly channels: 'channelsFirst' | 'channelsLast';
}

type Described = { readonly [Key in keyof Omit<ShapedLayer, 'className'>]?: ShapedLayer[Key] | undefined };

/** Asks the same of another layer: of one that a wrapper holds. */
type OfInner<Result> = (layer: ShapedLayer, input: Shape) => Result | null;

/** What GradLens knows of one class of layers. */
export interface LayerEntry extends Signature {
  readonly kind: LayerKind;
  /** Its other names in Keras, of Keras 1 too. */
  readonly aliases?: readonly string[];
  /** Other names under which its arguments stand in another order. */
  readonly variants?: Readonly<Record<string, Partial<Signature>>>;
  /** Names of Keras 1 for its arguments, where they are not what other layers mean by them. */
  readonly oldNames?: Readonly<Record<string, string>>;
  /** Functions of `tf.layers` that make it; the first is used. */
  readonly tfjs?: readonly string[];
  /** Why GradLens makes no tfjs layer of it, as the start of a sentence; a layer without needs a maker in `src/keras/layers`. */
  readonly unsupported?: string;

  /** Dimensions of space or time that it goes over: the 2 of Conv2D. */
  readonly space?: 1 | 2 | 3;
  /** Whether it is a transposed convolution, which multiplies by its kernel once for each place of its input. */
  readonly transposed?: true;
  /** Dimensions of its input, the batch included; without it any. */
  readonly rank?: number;
  /** `features` where it is not said. */
  readonly sample?: SampleKind;
  /** Whether its first argument is the layer that it applies. */
  readonly wraps?: true;
  /** Whether `adapt` gives it what it knows of the data. */
  readonly adapts?: true;
  /** Names of what it learns or counts, as in the names of their initializers; spaces between. */
  readonly weights?: string;
  /** The argument that says how many numbers it puts out. */
  readonly sizedBy?: 'units' | 'filters';
  /** Arguments that a call needs to be of use, in Keras's names; spaces between. */
  readonly needs?: string;
  /**
   * What it computes of each sample's values when the model predicts, its `activation` argument aside: nothing (the same values, in another shape
   * at most), an affine map of them, or something else.
   */
  readonly computes: 'nothing' | 'affine' | 'nonlinear';

  /** What its arguments say about shapes, in tfjs's words. */
  describe?(args: LayerArguments, context: ArgumentContext): Described;
  /** What it makes of its input's shape, both with the batch; null where that is not known. */
  outputShape?(layer: ShapedLayer, input: Shape, inner: OfInner<Shape>): Shape | null;
  /** Dimensions of the input that a wrapper takes, the batch included; null for any. @param given what it gets */
  takenRank?(
    layer: ShapedLayer,
    given: number,
    inner: (layer: ShapedLayer, given: number) => number | null,
  ): number | null;
  /** The kernel or pool that it moves over its input. */
  window?(layer: ShapedLayer, input: Shape, inner: OfInner<LayerWindow>): LayerWindow | null;
  /** How many numbers its weights are; null where that is not known. */
  weightCount?(layer: ShapedLayer, input: Shape, inner: OfInner<number>, innerShape: OfInner<Shape>): number | null;
}

export type Family = Readonly<Record<string, LayerEntry>>;

/** The layers of a family that a maker in `src/keras/layers` makes; models have one of their own. */
export type MadeIn<Entries extends Family> = {
  [Name in keyof Entries]: Entries[Name] extends { readonly unsupported: string } | { readonly kind: 'model' }
    ? never
    : Name;
}[keyof Entries];
