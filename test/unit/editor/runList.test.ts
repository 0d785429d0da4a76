import { describe, expect, it } from 'vitest';
import { goingRuns } from '../../../src/commands/runs/goingRuns.js';
import { nodeLook } from '../../../src/editor/modelTree/nodeLook.js';
import type { Activity, RunActivity } from '../../../src/editor/runActivity.js';
import { KnownChanges } from '../../../src/editor/runList/knownChanges.js';
import { type GroupOptions, groupRuns, NO_FILTER } from '../../../src/editor/runList/runGroups.js';
import { runLook } from '../../../src/editor/runList/runLook.js';
import { PAGE, RunPages } from '../../../src/editor/runList/runPages.js';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';
import { severityOf, VERDICTS, type VerdictKind } from '../../../src/protocol/verdict.js';
import { NO_MARKS, type RunMarks } from '../../../src/runs/marks.js';
import type { Run, RunEndOutcome, RunState } from '../../../src/runs/types.js';

const NOW = new Date(2026, 10, 30, 15, 0).getTime();
const MINUTE = 60_000;

interface Shape {
  readonly id?: string;
  readonly model?: string | null;
  readonly ago?: number;
  readonly seconds?: number;
  readonly verdict?: VerdictKind | null;
  readonly outcome?: RunEndOutcome;
  readonly state?: RunState;
  readonly best?: [name: string, value: number];
  readonly marks?: Partial<RunMarks>;
}

/** As much of a run as the list looks at. */
function run({
  id = 'a',
  model = 'model',
  ago = 0,
  seconds = 12,
  verdict = 'learns',
  outcome = 'completed',
  state,
  best,
  marks = {},
}: Shape): Run {
  const startedAt = NOW - ago * MINUTE;
  const text =
    verdict === 'learns-nothing' ? 'Learns nothing: accuracy 0.31 is chance (0.33)' : `Verdict ${verdict}: why`;
  const ended = {
    kind: 'ended',
    outcome,
    exitCode: 0,
    message: outcome === 'failed' ? 'xs is not defined' : null,
    verdict: verdict && { kind: verdict, text },
    endedAt: startedAt + seconds * 1000,
  };
  const backend = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/' };
  const request = {
    ...PLAIN_RUN,
    file: '/project/net.js',
    cwd: '/',
    model: model && { file: '/project/net.js', name: model, line: 3 },
    backend,
  };
  const value = best ? { name: best[0], value: best[1], fit: 1, epoch: 3 } : null;
  return {
    id,
    request,
    startedAt,
    state: state ?? ended,
    best: value,
    marks: { ...NO_MARKS, ...marks },
    fits: [],
    keptModel: null,
  } as unknown as Run;
}

const groups = (runs: readonly Run[], options: Partial<GroupOptions> = {}) =>
  groupRuns(runs, { order: 'newest', filter: NO_FILTER, changesOf: () => null, now: NOW, ...options }).map(
    ({ name, runs: own }) => [name, ...own.map(({ id }) => id)],
  );

describe('runs by their models', () => {
  const runs = [
    run({ id: 'c', ago: 1, best: ['val_loss', 0.5], seconds: 5, marks: { name: 'b-net' } }),
    run({ id: 'b', ago: 2, model: 'other', marks: { pinned: true } }),
    run({
      id: 'a',
      ago: 3,
      best: ['val_acc', 0.6],
      verdict: 'learns-nothing',
      seconds: 9,
      marks: { name: 'a-net', note: 'Wide one' },
    }),
    run({ id: '_', ago: 4, best: ['val_acc', 0.9], model: 'model', seconds: 1 }),
    run({ id: 'w', ago: 5, model: null, outcome: 'failed', verdict: null }),
    run({ id: 's', ago: 6, model: null, outcome: 'stopped' }),
  ];

  it('have the model first that ran last, and their newest first', () => {
    expect(groups(runs)).toEqual([
      ['model', 'c', 'a', '_'],
      ['other', 'b'],
      ['net.js', 'w', 's'],
    ]);
    expect(groups([])).toEqual([]);
  });

  it('are in the order that was chosen', () => {
    const order = (each: GroupOptions['order']) => groups(runs, { order: each })[0];
    expect(order('best')).toEqual(['model', '_', 'a', 'c']);
    expect(order('duration')).toEqual(['model', 'a', 'c', '_']);
    expect(order('name')).toEqual(['model', 'a', 'c', '_']);
  });

  it('are only those that pass the filter', () => {
    expect(groups(runs, { filter: { text: '', only: 'pinned' } })).toEqual([['other', 'b']]);
    expect(groups(runs, { filter: { text: '', only: 'bad' } })).toEqual([
      ['model', 'a'],
      ['net.js', 'w'],
    ]);
    const text = (words: string) =>
      groups(runs, {
        filter: { text: words, only: 'all' },
        changesOf: ({ id }) => (id === 'c' ? 'sigmoid to relu' : null),
      });
    expect(text('WIDE  chance')).toEqual([['model', 'a']]);
    expect(text('relu')).toEqual([['model', 'c']]);
    expect(text('not defined')).toEqual([['net.js', 'w']]);
    expect(text('nowhere')).toEqual([]);
  });

  it('are all there where they are a thousand', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      run({ id: String(index), ago: index, best: ['val_acc', (index % 7) / 7] }),
    );
    expect(groups(many, { order: 'best' })[0]).toHaveLength(1001);
  });
});

describe('a run in the list', () => {
  const look = (shape: Shape, changes: string | null = null) => runLook(run(shape), changes, NOW);

  it('says its time, its result, what changed and how long it took', () => {
    const { label, description } = look(
      { verdict: 'learns-nothing', best: ['val_acc', 0.54] },
      'lines 9, 10: sigmoid to relu',
    );
    expect(label).toBe('15:00:00');
    expect(description).toBe('best val_acc 0.540 · lines 9, 10: sigmoid to relu · Learns nothing · 12 s');
  });

  it('says its name first, and its day where that is another one', () => {
    const { label, description } = look({ ago: 60 * 24, marks: { name: 'wide', pinned: true } });
    expect(label).toBe('wide');
    expect(description).toBe('pinned · Verdict learns · Nov 29, 15:00:00 · 12 s');
    expect(look({ ago: 60 * 24 * 300 }).label).toBe('Feb 3, 2026, 15:00:00');
    expect(look({ ago: 15 * 60 - 5 }).label).toBe('00:05:00');
  });

  it('has no green sign where a warning stands beside what it learned', () => {
    const learned = run({ verdict: 'learns' });
    const { state } = learned;
    if (state.kind !== 'ended' || !state.verdict) return expect.unreachable();
    const qualified = { ...learned, state: { ...state, verdict: { ...state.verdict, severity: 'warning' as const } } };
    expect(runLook(learned, null, NOW).color).toBe('testing.iconPassed');
    expect(runLook(qualified as Run, null, NOW)).toMatchObject({ icon: 'info', color: 'charts.yellow' });
  });

  it('says how it ended where it did not come to its end', () => {
    expect(look({ verdict: 'undecided', outcome: 'stopped' }).description).toBe('stopped · 12 s');
    expect(look({ verdict: null }).description).toBe('completed · 12 s');
    expect(look({ verdict: null, outcome: 'failed' }).facts).toContain('xs is not defined');
  });

  it('tells all that is known, a fact a line', () => {
    const { facts } = look({ best: ['val_acc', 0.54], marks: { note: 'second try' } }, 'line 3: 8 to 9');
    expect(facts).toEqual([
      'Verdict learns: why · best val_acc 0.540',
      'Best val_acc in epoch 4',
      'Since the last run of this model: line 3: 8 to 9',
      'Started 15:00:00, took 12 s',
      'wasm 4.22.0',
      '/project/net.js:3',
      'Note: second try',
    ]);
  });

  it('has a shape of its own for each verdict, and another one where it goes on', () => {
    const icons = VERDICTS.map((verdict) => look({ verdict }).icon);
    expect(new Set(icons).size).toBe(VERDICTS.length);
    expect(look({ state: { kind: 'active', phase: 'loading' } }).icon).toBe('loading~spin');
    expect(
      new Set((['failed', 'killed', 'nothing-trained'] as const).map((outcome) => look({ outcome }).icon)).size,
    ).toBe(3);
  });

  it('has the sign in the list of models that it has here, in the color of its severity', () => {
    const outcomes = ['stopped', 'failed', 'killed', 'interrupted', 'nothing-trained', 'newer-format'] as const;
    const ended = [...VERDICTS.map((verdict) => run({ verdict })), ...outcomes.map((outcome) => run({ outcome }))];
    for (const each of ended) {
      const { icon, color } = runLook(each, null, NOW);
      expect(nodeLook({ framework: 'keras', layers: 2 }, { run: each, fit: null }, false)).toMatchObject({
        icon,
        color,
      });
    }
    const colors = { error: 'testing.iconFailed', warning: 'charts.yellow' };
    for (const kind of VERDICTS) {
      const severity = severityOf({ kind });
      if (severity) expect(look({ verdict: kind }).color, kind).toBe(colors[severity]);
    }
  });

  it('says in its context what can be done with it', () => {
    expect(look({}).context).toBe('run loose');
    expect(look({ marks: { pinned: true } }, 'no change').context).toBe('run pinned compared');
  });
});

describe('the question before runs are deleted', () => {
  const many = (count: number, shape: Shape = {}) =>
    Array.from({ length: count }, (_, index) => run({ id: `${index}`, ago: index / 60, ...shape }));

  it('calls runs by the one model that they have, and says what each came to', () => {
    const named = run({ best: ['val_acc', 0.54], marks: { name: 'wide' } });
    expect(goingRuns([named], NOW)).toEqual({
      what: 'the run of model · net.js',
      lines: ['wide · Verdict learns · best val_acc 0.540'],
    });
    expect(goingRuns(many(2, { outcome: 'failed' }), NOW)).toEqual({
      what: '2 runs of model · net.js',
      lines: ['15:00:00 · Failed', '14:59:59 · Failed'],
    });
    expect(goingRuns([run({ state: { kind: 'starting' } })], NOW).lines).toEqual(['15:00:00']);
  });

  it('says the model of each where they have several, and names a few of many, none by a path', () => {
    const { what, lines } = goingRuns([run({ model: null, best: ['val_acc', 0.54] }), ...many(6)], NOW);
    expect(what).toBe('7 runs');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe('15:00:00 · net.js · Verdict learns');
    expect(lines[2]).toBe('14:59:59 · model · net.js · Verdict learns');
    expect(lines[5]).toBe('and 2 more');
    expect(goingRuns(many(5), NOW).lines).toHaveLength(5);
  });
});

describe('what is known of changes', () => {
  it('is asked for once of each run that has ended, and again when a run of its model goes', async () => {
    const happened = new Emitter<Activity>();
    const asked: string[] = [];
    const [older, newer, live] = [
      run({ id: 'a', ago: 2 }),
      run({ id: 'b', ago: 1 }),
      run({ id: 'c', state: { kind: 'starting' } }),
    ];
    const runs = {
      all: [live, newer, older],
      whatChanged: async ({ id }: Run) => {
        asked.push(id);
        return id === 'a' ? null : 'line 1: 8 to 9';
      },
    };
    const known = new KnownChanges(runs, { onDidHappen: happened.event } as unknown as RunActivity);
    const learned = new Promise<Run>((resolve) => known.onDidLearn(resolve));
    for (let times = 0; times < 2; times++) for (const each of runs.all) expect(known.of(each)).toBeNull();
    expect(await learned).toBe(newer);
    expect(known.of(newer)).toBe('line 1: 8 to 9');
    expect(asked).toEqual(['b', 'a']);
    // As when it is renamed: its words stay.
    happened.fire({ run: newer, change: { kind: 'state' } });
    expect(known.of(newer)).toBe('line 1: 8 to 9');
    expect(asked).toEqual(['b', 'a', 'b']);
    happened.fire({ run: older, change: null });
    expect(known.of(newer)).toBeNull();
    expect(asked).toEqual(['b', 'a', 'b', 'b']);
    known.dispose();
  });

  it('is not told where the run that it was compared with has gone meanwhile', async () => {
    const happened = new Emitter<Activity>();
    const [older, newer] = [run({ id: 'a', ago: 2 }), run({ id: 'b', ago: 1 })];
    const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let asked = 0;
    const runs = { all: [newer, older], whatChanged: async () => (await answers[asked++]?.promise) ?? null };
    const known = new KnownChanges(runs, { onDidHappen: happened.event } as unknown as RunActivity);
    known.of(newer);
    happened.fire({ run: older, change: null });
    known.of(newer);
    const learned = new Promise<Run>((resolve) => known.onDidLearn(resolve));
    answers[0]?.resolve('than the one that has gone');
    answers[1]?.resolve('than the one before');
    expect(await learned).toBe(newer);
    expect(known.of(newer)).toBe('than the one before');
    known.dispose();
  });
});

describe('the pages of a group', () => {
  it('list a thousand runs a page at a time, each group its own', () => {
    const runs = Array.from({ length: 1000 }, (_, index) => run({ id: `run ${index}` }));
    const [one, other] = ['a', 'b'].map((key) => ({ key, runs })) as [
      { key: string; runs: Run[] },
      { key: string; runs: Run[] },
    ];
    const pages = new RunPages();
    expect(pages.shown(one)).toEqual(runs.slice(0, PAGE));
    pages.more('a');
    expect(pages.shown(one)).toEqual(runs.slice(0, 2 * PAGE));
    expect(pages.shown(other)).toHaveLength(PAGE);
    expect(pages.shown({ key: 'b', runs: runs.slice(0, 3) })).toHaveLength(3);
  });
});
