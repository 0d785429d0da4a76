import { beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { runToEnd, type Told } from '../support/trainerRun.js';
import { eagerReasons, isCompiled } from './support/stepModes.js';
import { unlike } from './support/unlike.js';

interface Case {
  readonly family: string;
  readonly name: string;
  readonly seen: { readonly failed?: string } & Record<string, unknown>;
}

/** How far numbers may be apart. */
const TOLERANCE = 1e-5;

/** What code sees does not hang on what is measured beside it, and the graphs of all that take most of the time. */
const UNWATCHED = { statistics: false, histogramInterval: 0, activationInterval: 0, predictionSamples: 0 };

/** Why fits are eager, in their order. */
const EAGER = [
  'stateful layer lstm_LSTM1 keeps tensors',
  ...Array.from({ length: 3 }, () => "the step's numbers are NaN or infinite"),
  ...Array.from({ length: 2 }, () => 'custom layer Own reads values'),
  'custom layer Own keeps tensors',
  'custom loss reads values',
  'custom metric reads values',
  'the training loop reads values',
  'the training loop keeps tensors',
  ...Array.from({ length: 2 }, () => 'the training loop trains several models at once'),
  'the training loop: its operations change from step to step',
  'the training loop: its numbers are NaN or infinite',
  ...Array.from({ length: 2 }, () => 'gradients are not computed by the optimizer'),
];

const cases: Record<'off' | 'auto', Map<string, Case>> = { off: new Map(), auto: new Map() };
const told: Partial<Record<'off' | 'auto', Told>> = {};

beforeAll(async () => {
  for (const compiledStep of ['off', 'auto'] as const) {
    const run = await runToEnd(fixture('compiled', 'semantics.mjs'), {
      ...UNWATCHED,
      backend: 'tfjs-node',
      compiledStep,
    });
    if (run.exit.code !== 0) throw new Error(`The fixture failed with ${compiledStep}.\n${run.stderr}`);
    const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
    cases[compiledStep] = new Map(lines.map((line): Case => JSON.parse(line)).map((each) => [each.name, each]));
    told[compiledStep] = run;
  }
});

/** What code sees otherwise where steps are compiled, by case. */
function otherwise(family: string): string[] {
  const own = [...cases.off.values()].filter((each) => each.family === family);
  expect(own.length).toBeGreaterThan(10);
  return own.flatMap(({ name, seen }) => {
    if (seen.failed) return [`${name}: ${seen.failed}`];
    return unlike(seen, cases.auto.get(name)?.seen, TOLERANCE).map((place) => `${name}: ${place}`);
  });
}

describe('compiled training', () => {
  it('calls callbacks as eager training does, with the same logs', () => {
    expect(otherwise('callbacks')).toEqual([]);
  });

  it('lets code read and set weights, rates and layers between batches', () => {
    expect(otherwise('weights')).toEqual([]);
  });

  it('follows models that are compiled again, frozen, shared, put away or fed with broken numbers', () => {
    expect(otherwise('models')).toEqual([]);
  });

  it('follows what other models do to the weights that a model reads', () => {
    expect(otherwise('sharing')).toEqual([]);
  });

  it('says the same of numbers that broke', () => {
    const messages = (run?: Told) => run?.problems.map(({ kind, message }) => `${kind}: ${message}`);
    expect(messages(told.off)).toHaveLength(4);
    expect(messages(told.auto)).toEqual(messages(told.off));
  });

  it("runs the user's own layers, losses and loops as often, with the same results", () => {
    expect(otherwise('userCode')).toEqual([]);
  });

  it('is eager only where it has to be', () => {
    const { auto } = told;
    if (!auto) throw new Error('The fixture was not run');
    expect(eagerReasons(auto)).toEqual(EAGER);
    const longer = auto.fits.map(({ fit }) => fit).filter((fit) => rowsOf(auto, fit) > 1);
    expect(longer.filter((fit) => isCompiled(auto, fit)).length).toBe(longer.length - EAGER.length);
  });
});

function rowsOf({ records }: Told, fit: number): number {
  return records.filter((each) => each.fit === fit).reduce((sum, { rows }) => sum + rows, 0);
}
