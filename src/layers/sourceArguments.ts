import type { SourceLayer } from '../protocol/source.js';
import type { SourceArgument, SourceCall, SourceValue } from '../protocol/sourceValue.js';
import { argumentOrder } from './argumentNames.js';
import type { LayerArguments } from './layerEntry.js';
import type { Shape } from './shapes/shapedLayer.js';

/** The arguments of a layer's call in JavaScript or Python by the names of Keras 2, as far as the source says them in literals and constants. */
export class SourceArguments implements LayerArguments {
  /** Whether something was asked for that is given and not known. */
  isOpen = false;
  private readonly given = new Map<string, SourceArgument>();

  constructor(layer: Pick<SourceLayer, 'className' | 'arguments'>) {
    const order = argumentOrder(layer.className);
    layer.arguments?.list.forEach((argument, index) => {
      const name = argument.name === null ? order[index] : inKeras(argument.name);
      if (name !== undefined) this.given.set(name, argument);
    });
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  value(name: string): unknown {
    const argument = this.given.get(name);
    if (!argument) return undefined;
    const value = literalOf(argument);
    if (value === undefined) this.isOpen = true;
    return value ?? undefined;
  }

  /** The call that makes an argument: of the layer that a wrapper is given. */
  call(name: string): SourceCall | null {
    return this.given.get(name)?.call ?? null;
  }

  number(name: string): number | undefined {
    return this.checked(name, (value) => typeof value === 'number');
  }

  flag(name: string): boolean | undefined {
    return this.checked(name, (value) => typeof value === 'boolean');
  }

  text(name: string): string | undefined {
    const value = this.checked(name, (each) => typeof each === 'string');
    return value === undefined ? undefined : inKeras(value);
  }

  sizes(name: string, count: number): readonly number[] | undefined {
    const value = this.checked(name, (each) => typeof each === 'number' || isNumbers(each));
    if (value === undefined || (typeof value !== 'number' && value.length !== 1)) return value;
    return Array<number>(count).fill(typeof value === 'number' ? value : (value[0] ?? 1));
  }

  shape(name: string): Shape | undefined {
    const value = this.checked(name, (each) => typeof each === 'number' || isShape(each));
    if (value === undefined) return undefined;
    return typeof value === 'number' ? [value] : value.map((size) => (size === null || size < 0 ? null : size));
  }

  private checked<Value>(name: string, is: (value: unknown) => value is Value): Value | undefined {
    const value = this.value(name);
    if (value === undefined || is(value)) return value;
    this.isOpen = true;
    return undefined;
  }
}

/** A value, or a list of values and lists; undefined where one of them is not known. */
function literalOf({ value, elements }: SourceValue): unknown {
  if (value !== undefined) return value;
  const values = elements?.map(literalOf);
  return values?.includes(undefined) ? undefined : values;
}

/** `kernelSize` is `kernel_size` in Keras. */
function inKeras(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}

function isShape(value: unknown): value is (number | null)[] {
  return Array.isArray(value) && value.every((each) => each === null || typeof each === 'number');
}
