import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
import { fixture } from './support/fixture.js';
import { type Outcome, outcomesOf, relativeError } from './support/outcomes.js';

/** Each net of the fixture, by backend and name. */
const outcomes: Record<BackendKind, Map<string, Outcome>> = { 'tfjs-node': new Map(), wasm: new Map() };
const missing: string[] = [];

beforeAll(async () => {
  for (const backend of ['tfjs-node', 'wasm'] as const) {
    const { byName, last } = await outcomesOf(fixture('embedded', 'everyLayer.mjs'), backend);
    outcomes[backend] = byName;
    missing.push(...(last.missing as string[]));
  }
});

/** What the nets of a family come to that does not match; empty where all agree. */
function disagreements(family: string): string[] {
  const nets = [...outcomes['tfjs-node'].values()].filter((net) => net.family === family);
  expect(nets.length).toBeGreaterThan(5);
  return nets.flatMap(({ name, numbers, failed }) => {
    const other = outcomes.wasm.get(name);
    if (!numbers || !other?.numbers)
      return `${name}: ${failed ?? 'trains'} on tfjs-node, ${other?.failed ?? 'trains'} on WASM`;
    const error = relativeError(numbers, other.numbers);
    return error < 1e-4 ? [] : `${name}: differs by ${error}`;
  });
}

describe('two steps of training on tfjs-node and on the embedded default', () => {
  it.each(['convolutions', 'spatial', 'recurrent', 'plain', 'settings'])('agree: %s', (family) => {
    expect(disagreements(family)).toEqual([]);
  });

  it('have a net for every layer of tfjs', () => {
    expect(missing).toEqual([]);
  });

  it.each<[name: string, reason: RegExp]>([
    ['conv1d, causal', /CAUSAL padding mode .* not implemented/],
    ['elu, of another alpha', /alpha value \(0.7\) is not supported/],
    ['softmax, of an inner axis', /non-last dimension is not yet supported/],
    ['batchNormalization, of an inner axis', /reshape|must match/],
    ['resizing', /rank|array length/],
    ['randomWidth', /cannot train RandomWidth/],
    ['rnn of a convLstm2dCell', /needs an input with 3 dimensions/],
    ['centerCrop behind what learns', /gradient function not found for CropAndResize/],
  ])('fail on both where tfjs itself cannot train: %s', (name, reason) => {
    expect(outcomes['tfjs-node'].get(name)?.failed).toMatch(reason);
    expect(outcomes.wasm.get(name)?.failed).toMatch(reason);
  });

  it.each(['multiHot', 'count'])('have categoryEncoding on WASM alone: %s', (mode) => {
    const name = `categoryEncoding, ${mode}`;
    expect(outcomes['tfjs-node'].get(name)?.failed).toMatch(/'DenseBincount' not registered/);
    expect(outcomes.wasm.get(name)?.numbers?.flat().every(Number.isFinite)).toBe(true);
  });
});
