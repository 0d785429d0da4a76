import { expect, it } from 'vitest';
import type { FitFigures } from '../../../../src/diagnosis/run/fitFigures.js';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { withoutPenalties } from '../../../../src/diagnosis/run/withoutPenalties.js';
import { falling, figures, flat, type Made } from './figures.js';

/** A fit whose logged losses have these penalties in them: one at its begin, and one at the end of each epoch. */
function penalized({ losses, ...made }: Made, [first = 0, ...later]: readonly number[]): FitFigures {
  const middle = (epoch: number) => ((later[epoch - 1] ?? first) + (later[epoch] ?? 0)) / 2;
  const fit = figures({ ...made, losses: losses.map((loss, epoch) => loss + middle(epoch)) });
  return {
    ...fit,
    summary: { ...fit.summary, penalty: first },
    epochs: fit.epochs.map((epoch, index) => ({ ...epoch, penalty: later[index] ?? 0 })),
  };
}

const judged = (fit: FitFigures) =>
  judgeFit(fit, (rule, error) => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  });
const textOf = (fit: FitFigures) => judged(fit).verdict.text;
const always = (penalty: number) => Array(21).fill(penalty);

const learning: Made = { losses: falling(1.1, 0.05, 20), data: {} };

it('A net that answers well learns well, however large the penalty of its weights is', () => {
  const { verdict, found } = judged(penalized(learning, always(0.9)));
  expect(verdict).toMatchObject({
    kind: 'learns-well',
    text: expect.stringMatching(/^Learns well: loss 0\.0\d+ without penalties$/),
  });
  expect(found.filter(({ severity }) => severity !== 'hint')).toEqual([]);
});

it('A net whose loss falls by its penalty alone learns nothing, and is told so with its numbers', () => {
  const fit = penalized({ losses: flat(1.0986, 20), data: {}, perEpoch: 1 }, [1, ...falling(1, 0.1, 20)]);
  const { verdict, found } = judged(fit);
  expect(verdict.text).toMatch(/^Learns nothing: loss 1\.\d+ without penalties is guessing \(1\.10\)$/);
  const [finding] = found.filter(({ rule }) => rule === 'no-progress');
  expect(finding?.message).toMatch(/Losses here are without the penalty of the regularizers, 0\.10\d* now\.$/);
});

it('What is said of a validation worse than guessing, and of a loss that rose, is without them too', () => {
  const bad: Made = {
    losses: falling(1.1, 0.05, 20),
    logs: { val_loss: falling(4.9, 2.9, 20) },
    data: {
      targets: { kind: 'numbers', variance: 1.1 },
      validation: { samples: 20, classes: [], variance: 0.5, deviation: 0.5 },
    },
    summary: { loss: 'meanSquaredError', metricsOver: 'epoch' },
  };
  expect(textOf(penalized(bad, always(0.9)))).toMatch(
    /^Learns, but val_loss 2\.0\d* without penalties, guessing gives 0\.50$/,
  );
  const rising: Made = { losses: Array.from({ length: 20 }, (_, epoch) => 1.1 * 2 ** epoch), data: {} };
  expect(textOf(penalized(rising, always(0.9)))).toMatch(/^Diverges: loss \S+ without penalties, at first 1\.1/);
});

it('Keras adds penalties to the loss of a validation, and tfjs does not', () => {
  const held = { ...learning, logs: { val_loss: falling(1.9, 0.95, 20) } };
  expect(textOf(penalized({ ...held, summary: { metricsOver: 'epoch' } }, always(0.9)))).toMatch(
    /^Learns well: val_loss 0\.0\d+ without penalties$/,
  );
  const bare = { ...learning, logs: { val_loss: falling(1.1, 0.06, 20) } };
  expect(textOf(penalized(bare, always(0.9)))).toMatch(/^Learns well: val_loss 0\.0\d+$/);
});

it('Alerts are about losses as they are logged', () => {
  const fit = penalized({ ...learning, alerts: [{ when: 'min(loss) > 0.9' }] }, always(0.9));
  expect(judged(fit).found.map(({ rule }) => rule)).toContain('alert');
});

it('In between, a penalty is on a line, and a fit without any is as it was', () => {
  const fit = penalized({ losses: [1, 1], perEpoch: 2, data: {} }, [0.8, 0.4, 0]);
  const { epochs, series } = withoutPenalties(fit);
  expect([...series.read('loss', 0, 4, 4).mean].map((loss) => Math.round(loss * 100) / 100)).toEqual([
    0.9, 1.1, 0.9, 1.1,
  ]);
  expect(epochs.map(({ logs }) => logs.loss?.toFixed(2))).toEqual(['1.00', '1.00']);
  const without = figures(learning);
  const atFirstAlone = { ...without, summary: { ...without.summary, penalty: 0.9 } };
  expect(withoutPenalties(atFirstAlone)).toBe(atFirstAlone);
  expect(withoutPenalties(without)).toBe(without);
});

it('What a lesson says of losses is told to be without them, as its message is', () => {
  const fit = penalized({ losses: flat(1.0986, 20), data: {}, perEpoch: 1 }, [1, ...falling(1, 0.1, 20)]);
  const [finding] = judged(fit).found.filter(({ rule }) => rule === 'no-progress');
  expect(finding?.lesson[0]).not.toMatch(/penalty/);
  expect(finding?.lesson[1]).toMatch(/Losses here are without the penalty of the regularizers, 0\.10\d* now\.$/);
});
