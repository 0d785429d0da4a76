import { passingLayer, usualLayer, usualLayerBefore, usualShape } from './usualLayers.js';
import { usualByName, usualLayers, usualOption, usualOptions } from './usualOptions.js';
import type { Use } from './valueUses.js';

/**
 * A value that models of the kind usually have, as text of a JavaScript expression.
 * @param nextLayer class of the layer that follows in the model; null for the last one
 */
export function usualValue(
  name: string,
  uses: readonly Use[],
  nextLayer: (layer: NonNullable<Use['layer']>) => NextLayer | null,
): string {
  const telling = uses.toSorted((a, b) => rank(a) - rank(b));
  // What is written beside options that are not known is not to be undone by them.
  const written = new Set(uses.flatMap((use) => use.written));
  for (const use of telling) {
    const next = use.layer && nextLayer(use.layer);
    const value =
      use.option === 'layer' && use.layer
        ? layerBefore(next)
        : byUse({ ...use, written: [...written] }, use.layer !== null && next === null, name);
    if (value !== null) return value;
  }
  return usualByName(name);
}

/** What comes behind a layer in its model. */
export interface NextLayer {
  readonly className: string;
  /** Text of the shape that it takes, where it says one. */
  readonly inputShape: string | null;
  /** Whether the layer before it is added again and again, so that it has to take what it gives. */
  readonly afterLoop: boolean;
}

function layerBefore(next: NextLayer | null): string {
  if (next?.inputShape) return passingLayer(next.inputShape);
  if (next?.afterLoop) return passingLayer(`[${usualShape(next.className, null).join(', ')}]`);
  return usualLayerBefore(next?.className ?? null);
}

/** Takes the branch that makes a model, not the one that takes a model that somebody has made. */
export function usualCondition(expression: string): string {
  if (/\binstanceof\b/.test(expression)) return 'false';
  const [, not, name = ''] = /^(!*)([\w.]+)$/.exec(expression) ?? [];
  return /model$|^(is)?loaded|saved/i.test(name) ? String(not === '!') : 'true';
}

/** A condition says least of a value, and an explicit input layer less than the layer behind it. */
function rank({ option, className }: Use): number {
  return option === 'condition' ? 2 : className === 'InputLayer' ? 1 : 0;
}

function byUse(use: Use, isLast: boolean, name: string): string | null {
  const { option, className, element } = use;
  if (/^(inputShape|batchInputShape|targetShape)$/.test(option)) return shape(use);
  if (option === 'options') return className ? usualOptions(className, isLast, use.written) : null;
  if (option === 'sequential') return `{ layers: ${usualLayers(null)} }`;
  if (option === 'layers')
    return element && !element.spread ? usualLayer(element.index + 1 === element.length) : usualLayers(null);
  if (option === 'list') return list(use, name);
  const text = usualOption(option, className, isLast);
  return text !== null && element?.spread ? `[${text}]` : text;
}

function shape({ option, className, element }: Use): string {
  const batch = option === 'batchInputShape' ? ['null'] : [];
  const others = element?.spread ? element.length - 1 : 0;
  const whole = usualShape(className, element && !element.spread ? element.length - batch.length : null);
  if (element?.spread) {
    const rest = whole.slice(0, Math.max(1, whole.length - others));
    return `[${rest.join(', ')}]`;
  }
  const sizes = [...batch, ...whole.map(String)];
  return element ? (sizes[element.index] ?? '10') : `[${sizes.join(', ')}]`;
}

/** Two elements of what the loop over them wants: numbers, layers, or objects with the properties that it reads. */
function list({ elements }: Use, name: string): string {
  const members = elements?.members.filter(([member]) => !/^(length|forEach|map)$/.test(member ?? '')) ?? [];
  const [use] = elements?.uses ?? [];
  if (use?.option === 'layer' || use?.option === 'layers') return usualLayers(null);
  if (use?.option === 'options' && use.className) return usualLayers(use.className);
  if (members.length > 0) return twice(object(members));
  if (use) return twice(byUse(use, false, name) ?? '16');
  return /^layers?$|configs?$|architecture|struct/i.test(name) ? twice(object(LAYER_MEMBERS)) : '[16, 8]';
}

const LAYER_MEMBERS = [['type'], ['units'], ['activation']] as const;

const twice = (element: string): string => `[${element}, ${element}]`;

/** An object that has what is read of it; `[['kernel', 'shape']]` makes `{ kernel: { shape: [10] } }`. */
function object(paths: readonly (readonly string[])[]): string {
  const names = [...new Set(paths.map(([first = '']) => first))];
  const properties = names.map((name) => {
    const inside = paths.flatMap(([first, ...rest]) => (first === name && rest.length > 0 ? [rest] : []));
    const isList = inside.some(([member = '']) => /^(\d+|length)$/.test(member));
    const value = inside.length > 0 && !isList ? object(inside) : (OPTION_OF_ELEMENT[name] ?? usualByName(name));
    return `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${value}`;
  });
  return `{ ${properties.join(', ')} }`;
}

const OPTION_OF_ELEMENT: Readonly<Record<string, string | undefined>> = {
  units: '16',
  neurons: '16',
  nodes: '16',
  size: '16',
  filters: '8',
  kernelSize: '3',
  activation: "'relu'",
  type: "'dense'",
  layerType: "'dense'",
  rate: '0.2',
  dropout: '0.2',
  useBias: 'true',
};
