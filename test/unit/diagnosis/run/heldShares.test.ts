import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/datasets/sampling/seededRandom.js';
import { heldShare } from '../../../../src/diagnosis/run/heldShares.js';
import { inShareByChance } from '../../../../src/diagnosis/run/inShareByChance.js';
import type { FitSetup } from '../../../../src/protocol/fit.js';
import { figures } from './figures.js';

interface Split {
  readonly trained: readonly number[];
  readonly held: readonly number[];
  readonly setup?: Partial<FitSetup>;
  /** TensorFlow.js tells of all that is given, Keras of what is trained on. */
  readonly isAllTold?: boolean;
  readonly isSeries?: boolean;
  readonly isRandom?: boolean;
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

/** Samples of each class. */
function toldOf({ trained, held, setup, isAllTold = true, isSeries, isRandom = false }: Split) {
  const given = isAllTold ? trained.map((count, label) => count + (held[label] ?? 0)) : trained;
  const labels = trained.map((_, label) => label);
  const all = { isSplit: true, data: null, samples: sum(trained), validation: sum(held), sourceEpochs: 5 } as const;
  return heldShare(
    figures({
      losses: [1],
      data: {
        inputs: isSeries ? { isSeries } : {},
        targets: { samples: sum(given), classes: given, labels },
        validation: { samples: sum(held), classes: held, labels },
      },
      summary: { setup: { ...all, epochsFrom: 'source', ...setup } },
      isRandom,
    }),
  );
}

describe('shares of classes in a validation split', () => {
  it('are those of the class that differs most, of all that is given, or of what is trained on', () => {
    for (const isAllTold of [true, false]) {
      const told = toldOf({ trained: [60, 30, 10], held: [10, 30, 10], isAllTold });
      expect(told).toMatchObject({ label: 0, share: 0.2, trainedShare: 0.6 });
      expect(told?.chance).toBeLessThan(1e-4);
    }
    expect(toldOf({ trained: [60, 60, 0], held: [0, 0, 30] })).toMatchObject({ label: 2, share: 1, trainedShare: 0 });
  });

  it('are nothing where they are alike, or a split of a person, in time, or of random data', () => {
    const differs = { trained: [80, 20], held: [10, 40] };
    expect(toldOf(differs)).not.toBeNull();
    expect(toldOf({ trained: [80, 20], held: [38, 12] })).toBeNull();
    expect(toldOf({ ...differs, setup: { isSplit: undefined } as never })).toBeNull();
    expect(toldOf({ ...differs, isSeries: true })).toBeNull();
    expect(toldOf({ ...differs, isRandom: true })).toBeNull();
    expect(toldOf({ trained: [900, 0], held: [0, 9] })).toBeNull();
    expect(toldOf({ trained: [900, 0], held: [0, 10] })).not.toBeNull();
    expect(toldOf({ trained: [900], held: [100] })).toBeNull();
  });

  it('differ by chance in one of a thousand fair draws at most', () => {
    const { uniform } = seededRandom(5);
    const DRAWS = 4000;
    let alarms = 0;
    for (let round = 0; round < DRAWS; round++) {
      const [trained, held] = [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ];
      for (let sample = 0; sample < 150; sample++) {
        const part = sample < 110 ? trained : held;
        const label = Math.floor(4 * uniform() ** 2);
        part[label] = (part[label] ?? 0) + 1;
      }
      if (toldOf({ trained, held })) alarms++;
    }
    const expected = DRAWS * 0.001;
    expect(alarms).toBeLessThanOrEqual(expected + 4 * Math.sqrt(expected));
  });
});

/** The same, counted: of all ways to draw some of a few samples. */
function counted(all: number, ofClass: number, drawn: number, found: number): number {
  const ways = (from: number, some: number): number =>
    some < 0 || some > from
      ? 0
      : Array.from({ length: some }).reduce<number>((n, _, i) => (n * (from - i)) / (i + 1), 1);
  const share = (count: number) => (ways(ofClass, count) * ways(all - ofClass, drawn - count)) / ways(all, drawn);
  const isMore = found * all > drawn * ofClass;
  const tail = Array.from({ length: drawn + 1 }, (_, count) => count).filter((count) =>
    isMore ? count >= found : count <= found,
  );
  return Math.min(1, 2 * tail.reduce((total, count) => total + share(count), 0));
}

describe('how likely a share is by chance', () => {
  it('is what counting all ways gives', () => {
    for (const [all, ofClass, drawn] of [
      [10, 4, 3],
      [30, 12, 10],
      [45, 40, 20],
      [60, 3, 41],
    ] as const)
      for (let found = Math.max(0, drawn + ofClass - all); found <= Math.min(ofClass, drawn); found++)
        expect(inShareByChance({ all, ofClass, drawn, found }), `${all} ${ofClass} ${drawn} ${found}`).toBeCloseTo(
          counted(all, ofClass, drawn, found),
          8,
        );
  });

  it('is known of more samples than there are ways to count', () => {
    const rare = inShareByChance({ all: 100_000, ofClass: 20_000, drawn: 20_000, found: 6000 });
    expect(rare).toBeGreaterThanOrEqual(0);
    expect(rare).toBeLessThan(1e-100);
    expect(inShareByChance({ all: 100_000, ofClass: 20_000, drawn: 20_000, found: 4000 })).toBeGreaterThan(0.9);
  });
});
