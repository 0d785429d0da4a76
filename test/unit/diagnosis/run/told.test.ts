import { expect, it } from 'vitest';
import { causesOf } from '../../../../src/diagnosis/run/causes.js';
import type { FitFigures } from '../../../../src/diagnosis/run/fitFigures.js';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { factsOf } from '../toldFacts.js';
import { falling, figures, HEALTHY, type Made } from './figures.js';
import { SICK_FITS } from './sickFits.js';

const judge = (fit: FitFigures) =>
  judgeFit(fit, (rule, error) => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  });

it('of each sick fit the verdict, and the numbers, are those that are written down', async () => {
  const lines = SICK_FITS.flatMap(([, what, made]) => {
    const { verdict, found } = judge(figures(made));
    const told = causesOf(found).flatMap((cause) => [
      `  ${cause.category} ${cause.layer} ${cause.since} ${factsOf(cause)}`,
      ...cause.follows.map(
        (finding) => `    ${finding.category} ${finding.layer} ${finding.since} ${factsOf(finding)}`,
      ),
    ]);
    return [`${what}: ${verdict.text}`, ...told];
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/sickFits.txt');
});

/** What else a fit may be, whatever is wrong with it. */
const OTHERWISE: Readonly<Record<string, (made: Made) => Made>> = {
  'on random data': (made) => ({ ...made, isRandom: true }),
  'after one batch': (made) => ({ ...made, losses: made.losses.slice(0, 1), perEpoch: 1, isLive: true }),
  'after 30 batches': (made) => ({ ...made, losses: made.losses.slice(0, 3), isLive: true }),
  'with a loss that falls': (made) => ({ ...made, losses: falling(1.1, 0.05, made.losses.length), logs: {} }),
  'with a loss that falls a little': (made) => ({ ...made, losses: falling(1.1, 0.8, made.losses.length), logs: {} }),
  'of a custom loop': (made) => ({ ...made, summary: { ...made.summary, kind: 'steps' } }),
  'without what it was given': ({ data: _, ...made }) => made,
  'of numbers': (made) => ({
    ...made,
    logs: {},
    summary: { ...made.summary, loss: 'meanSquaredError' },
    data: { ...made.data, targets: { kind: 'numbers', classes: [], variance: 0.22 } },
  }),
};

const rulesOf = (made: Made) => {
  const { verdict, found } = judge(figures(made));
  return [verdict.kind, ...found.map(({ rule, severity }) => `${severity} ${rule}`)].join(', ');
};

it('of each sick fit that is otherwise, too, all rules say what is written down', async () => {
  const lines = SICK_FITS.flatMap(([, what, made]) => [
    what,
    ...Object.entries(OTHERWISE).map(([how, changed]) => `  ${how}: ${rulesOf(changed(made))}`),
  ]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/otherwise.txt');
});

it('no net that learns well carries a warning, but one of a person’s own, or of a batch that broke', () => {
  const loud = SICK_FITS.flatMap(([, what, made]) =>
    Object.values(OTHERWISE).flatMap((changed) => {
      const { verdict, found } = judge(figures(changed(made)));
      const isLoud = found.some(
        ({ rule, severity }) => severity !== 'hint' && rule !== 'alert' && rule !== 'not-a-number',
      );
      return verdict.kind === 'learns-well' && isLoud ? [what] : [];
    }),
  );
  expect(loud).toEqual([]);
});

/** The same fit with one number of one layer, or of its data, a multiple of what it is: those of healthy layers by far. */
function* scaled(made: Made): Generator<[what: string, factor: number, made: Made]> {
  const { layers = [], data = {} } = made;
  const multiples = (given: object, healthy: object = {}) =>
    Object.entries({ ...healthy, ...given }).flatMap(([name, value]) => {
      if (typeof value !== 'number' || name === 'units') return [];
      const factors = name in given ? [0.01, 0.5, 2, 100] : [1e-5, 1e5];
      return factors.map((factor) => [name, factor, { [name]: value * factor }] as const);
    });
  for (const [index, layer] of layers.entries()) {
    const withLayer = (changed: object) => ({
      ...made,
      layers: layers.map((each, at) => (at === index ? { ...each, ...changed } : each)),
    });
    const name = `layer ${index + 1}`;
    for (const [what, factor, number] of multiples(layer, HEALTHY))
      yield [`${name} ${what}`, factor, withLayer(number)];
    for (const [what, factor, number] of multiples(layer.outputs ?? {}, HEALTHY.outputs)) {
      yield [`${name} ${what}`, factor, withLayer({ outputs: { ...layer.outputs, ...number } })];
    }
  }
  for (const part of ['inputs', 'targets'] as const) {
    for (const [what, factor, number] of multiples(data[part] ?? {})) {
      yield [`${part} ${what}`, factor, { ...made, data: { ...data, [part]: { ...data[part], ...number } } }];
    }
  }
}

it('of each number in a sick fit it is written down from which multiple on something else is found', async () => {
  const lines = SICK_FITS.flatMap(([, what, made]) => {
    const now = rulesOf(made);
    const others = [...scaled(made)].flatMap(([name, factor, changed]) => {
      const rules = rulesOf(changed);
      return rules === now ? [] : [`  ${name} × ${factor}: ${rules}`];
    });
    return [`${what}: ${now}`, ...others];
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/multiples.txt');
});
