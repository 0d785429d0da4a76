import { describe, expect, it } from 'vitest';
import { type Judgement, judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { type Steady, steadied } from '../../../../src/diagnosis/run/steady.js';
import { falling, figures, flat, type Made } from './figures.js';

const said = (kind: string, weight = 1, isCertain = false) => ({ value: kind, kind, weight, isCertain });

/** What is told of each of these in turn, a second of training apart. */
const told = (...all: ReturnType<typeof said>[]): string => toldEvery(1000, all);

function toldEvery(milliseconds: number, all: readonly ReturnType<typeof said>[]): string {
  let state: Steady<string> | undefined;
  return all
    .map((next, index) => {
      state = steadied(state, next, index * milliseconds);
      return state.told.value;
    })
    .join(' ');
}

/** As many of a seeded series of coins as are asked for. */
function coins(count: number): boolean[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state > 0x3fffffff;
  });
}

const changesIn = (values: readonly string[]) =>
  values.filter((value, index) => index > 0 && value !== values[index - 1]);

describe('what is told of noisy figures', () => {
  const [good, bad] = [said('good'), said('bad', 2)];

  it('is what is new and worse at once, and what is better after three judgements in a row', () => {
    expect(told(good, bad, good, good, good)).toBe('good bad bad bad good');
    expect(told(good, bad, good, good, bad, good, good, good)).toBe('good bad bad bad bad bad bad good');
  });

  it('waits as long where it is judged more often: of short epochs, many judgements see nearly the same batches', () => {
    const taken = toldEvery(100, [good, bad, ...Array(20).fill(good)]).split(' ');
    expect(taken.indexOf('good', 1)).toBe(18);
  });

  it('takes twice as long each time that it comes back', () => {
    const times = (count: number) => Array.from({ length: count }, () => bad);
    const taken = told(good, bad, good, good, good, ...times(6)).split(' ');
    expect(taken).toEqual(['good', 'bad', 'bad', 'bad', 'good', ...Array(5).fill('good'), 'bad']);
  });

  it('is what is certain at once, however often', () => {
    const broken = said('NaN', 9, true);
    expect(told(good, broken, good, good, good, broken)).toBe('good NaN NaN NaN good NaN');
  });

  it('changes a few times in a thousand judgements that a coin decides', () => {
    const values = told(...coins(1000).map((heads) => (heads ? good : bad))).split(' ');
    expect(changesIn(values).length).toBeLessThanOrEqual(6);
    expect(new Set(values).size).toBe(2);
  });
});

describe('a fit that trains', () => {
  const stuck = (epochs: number): Made => ({ losses: flat(1.0986, epochs), data: {}, isLive: true });
  const learns = (epochs: number): Made => ({ losses: falling(1.1, 0.6, epochs), data: {}, isLive: true });
  const judge = (made: Made, before: Judgement | null) =>
    judgeFit(figures(made), (rule) => expect.unreachable(rule), before);
  const verdictsOf = (all: readonly Made[]) => {
    let last: Judgement | null = null;
    return all.map((made) => {
      last = judge(made, last);
      return `${last.verdict.kind}, ${last.found.map(({ rule }) => rule)}`;
    });
  };

  it('does not flicker where its figures are about a threshold', () => {
    const noisy = coins(60).map((heads, index) => (heads ? stuck : learns)(10 + index));
    const changes = changesIn(verdictsOf(noisy));
    expect(changes.length).toBeLessThanOrEqual(4);
  });

  it('is told what it came to within three judgements', () => {
    const verdicts = verdictsOf([stuck(10), learns(11), learns(12), learns(13), learns(14)]);
    expect(verdicts.map((verdict) => verdict.split(',')[0])).toEqual([
      'learns-nothing',
      'learns-nothing',
      'learns-nothing',
      'learns',
      'learns',
    ]);
    expect(verdicts[2]).toContain('no-progress');
    expect(verdicts[3]).not.toContain('no-progress');
  });

  it('is not judged again on the same figures, which agree with themselves', () => {
    const first = judge(stuck(10), null);
    const once = figures(learns(11));
    const second = judgeFit(once, (rule) => expect.unreachable(rule), first);
    for (let count = 0; count < 5; count++)
      expect(judgeFit(once, (rule) => expect.unreachable(rule), second)).toBe(second);
    expect(second.verdict.kind).toBe('learns-nothing');
    const ranked = { ...once, ranks: [...once.ranks, ...once.ranks] };
    expect(judgeFit(ranked, (rule) => expect.unreachable(rule), second)).not.toBe(second);
  });

  it('is told at its end what its figures say, whatever was told before', () => {
    const first = judge(stuck(10), null);
    expect(judge({ ...learns(11), isLive: false }, first)).toMatchObject({ verdict: { kind: 'learns' }, found: [] });
  });
});
