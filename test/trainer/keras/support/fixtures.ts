import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { KerasCall, KerasDeclaration, KerasValue } from '../../../../src/protocol/keras.js';

/** Numbers of Keras, 32-bit floats. */
export interface Numbers {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** What real Keras computed for one model; scripts/kerasFixtures/make.py wrote it. */
export interface KerasCase {
  readonly declaration: KerasDeclaration;
  readonly x: Numbers;
  readonly y: Numbers;
  /** Of each layer that has some, before training. */
  readonly weights: Numbers[][];
  /** Without training. */
  readonly output: Numbers;
  /** Null where chance has a part in training. */
  readonly training: { readonly gradients: Numbers[]; readonly losses: Numbers; readonly trained: Numbers[][] } | null;
}

export interface Packed {
  readonly shape: number[];
  readonly data: string;
}

type Written = Pick<KerasDeclaration, 'layers' | 'compile'> &
  Record<'x' | 'y' | 'output', Packed> & {
    readonly weights: Packed[][];
    readonly gradients?: Packed[];
    readonly losses?: Packed;
    readonly trained?: Packed[][];
  };

const folder = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'keras');

export const groups = [
  'activations',
  'core',
  'regularized',
  'convolution',
  'pooling',
  'noise',
  'normalization',
  'recurrent',
  'optimizers',
  'losses',
] as const;

export function kerasCases(group: (typeof groups)[number]): [string, KerasCase][] {
  const cases = readGroup(group) as Record<string, Written>;
  return Object.entries(cases).map(([name, written]) => [name, kerasCase(name, written)]);
}

export function readGroup(group: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(join(folder, `${group}.json.gz`))).toString());
}

function kerasCase(name: string, written: Written): KerasCase {
  const { gradients, losses, trained } = written;
  return {
    declaration: {
      name,
      file: 'model.py',
      location: { file: 'model.py', line: 1, column: 1 },
      version: 2,
      layers: written.layers.map(withSpans),
      compile: written.compile && withSpans(written.compile),
      fit: null,
    },
    x: unpacked(written.x),
    y: unpacked(written.y),
    weights: written.weights.map((layer) => layer.map(unpacked)),
    output: unpacked(written.output),
    training:
      gradients && losses && trained
        ? {
            gradients: gradients.map(unpacked),
            losses: unpacked(losses),
            trained: trained.map((layer) => layer.map(unpacked)),
          }
        : null,
  };
}

export function unpacked({ shape, data }: Packed): Numbers {
  const bytes = Buffer.from(data, 'base64');
  return { shape, values: new Float32Array(new Uint8Array(bytes).buffer) };
}

const span = { file: 'model.py', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

/** Fixtures have no places. */
export function withSpans(call: KerasCall): KerasCall {
  const named = Object.fromEntries(Object.entries(call.named).map(([key, value]) => [key, placed(value)]));
  return { ...call, positional: call.positional.map(placed), named, span };
}

function placed(value: KerasValue): KerasValue {
  if (Array.isArray(value)) return value.map(placed);
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value) return withSpans(value as KerasCall);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each as KerasValue)]));
}
