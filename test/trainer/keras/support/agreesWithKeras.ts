import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendKind } from '../../../../src/protocol/backend.js';
import type { Tfjs } from '../../../../src/tfjs/tfjs.js';
import { loadBackend } from '../../../../src/trainer/backend/loadBackend.js';
import { backendOf } from '../../support/trainerRun.js';
import { disagreement } from './agreement.js';
import { type EpochCase, epochCases, epochGroups } from './epochFixtures.js';
import { groups, type KerasCase, kerasCases, type Numbers } from './fixtures.js';
import { trainCase } from './trainCase.js';
import { trainEpochs } from './trainEpochs.js';

/** Masks, weights and the metrics that need most of a backend; tfjs-node has all of them. */
const logsOnWasm = ['epochWeights'] as const;

/** Outputs, gradients, ten losses and the weights after them, of every fixture, on one backend; logs of epochs. */
export function agreesWithKeras(kind: BackendKind): void {
  let tf: Tfjs;
  beforeAll(async () => {
    ({ tf } = await loadBackend(backendOf(kind)));
  });
  describe.each(groups)('Keras 2.15 and %s', (group) => {
    it.each(kerasCases(group))('%s', async (_, fixture) => {
      expect(await disagreements(tf, fixture)).toEqual([]);
    });
  });
  describe.each(kind === 'wasm' ? logsOnWasm : epochGroups)("Keras 2.15's logs and %s", (group) => {
    it.each(epochCases(group))('%s', (_, fixture) => {
      expect(differentLogs(tf, fixture)).toEqual([]);
    });
  });
}

function differentLogs(tf: Tfjs, fixture: EpochCase): string[] {
  const epochs = trainEpochs(tf, fixture);
  const wanted = epochs.map((_, epoch) => flatLogs(fixture, epoch));
  return epochs.flatMap((found, epoch) => {
    const theirs = wanted[epoch] ?? {};
    const names = [...new Set([...Object.keys(found), ...Object.keys(theirs)])];
    return names.flatMap((name) => {
      const [ours, right] = [found[name] ?? Number.NaN, theirs[name] ?? Number.NaN];
      const isSame = Math.abs(ours - right) <= 1e-5 * Math.max(1, Math.abs(right));
      return isSame ? [] : [`${name} of epoch ${epoch + 1}: ${ours} instead of ${right}`];
    });
  });
}

/** Keras's names but for `accuracy`, which is `acc` where the source gives no name to it or to another; metrics of several values have a number each. */
function flatLogs({ history, declaration }: EpochCase, epoch: number): Record<string, number> {
  const { metrics = [], weighted_metrics: weighted = [] } = declaration.compile?.named ?? {};
  const written = [metrics, weighted].flat(2);
  const isPlain = written.includes('accuracy') && !written.includes('acc');
  return Object.fromEntries(
    Object.entries(history).flatMap(([label, values]) => {
      const name = isPlain ? label.replace(/^(val_)?(weighted_)?accuracy$/, '$1$2acc') : label;
      const value = values[epoch] ?? Number.NaN;
      if (typeof value === 'number') return [[name, value] as const];
      return value.map((each, index) => [`${name}[${index}]`, each] as const);
    }),
  );
}

async function disagreements(tf: Tfjs, fixture: KerasCase): Promise<string[]> {
  const found = await trainCase(tf, fixture);
  const { training } = fixture;
  const pairs: [string, Numbers | undefined, Numbers | undefined][] = [['output', found.output, fixture.output]];
  if (training) {
    pairs.push(...zip('gradient', found.gradients, training.gradients), ['losses', found.losses, training.losses]);
    pairs.push(...zip('trained weight', found.trained.flat(), training.trained.flat()));
  }
  return pairs.flatMap(([name, ours, theirs]) => {
    if (!ours || !theirs) return [`${name}: ${ours ? 'not in Keras' : 'missing'}`];
    const text = disagreement(ours, theirs);
    return text ? [`${name}: ${text}`] : [];
  });
}

function zip(name: string, ours: Numbers[], theirs: Numbers[]): [string, Numbers | undefined, Numbers | undefined][] {
  const count = Math.max(ours.length, theirs.length);
  return Array.from({ length: count }, (_, i) => [`${name} ${i}`, ours[i], theirs[i]]);
}
