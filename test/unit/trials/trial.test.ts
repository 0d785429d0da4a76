import { describe, expect, it } from 'vitest';
import type { Emitter } from '../../../src/lifecycle/emitter.js';
import type { RunRequest } from '../../../src/protocol/runRequest.js';
import type { Run, RunChange } from '../../../src/runs/types.js';
import { Trial, type TrialPlan } from '../../../src/trials/trial.js';
import { SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';

/** A host whose runs end when the test says so. */
class Host {
  readonly started: { readonly request: RunRequest; readonly run: SyntheticRun }[] = [];
  readonly deleted: string[] = [];
  closed = false;

  start = async (request: RunRequest): Promise<Run> => {
    const run = new SyntheticRun(`run ${this.started.length}`);
    run.state = { kind: 'active', phase: 'loading' };
    this.started.push({ request, run });
    return run;
  };
  delete = async (id: string): Promise<void> => void this.deleted.push(id);
  deleteAll = async (): Promise<void> => {
    for (const { run } of this.started) if (!this.deleted.includes(run.id)) this.deleted.push(run.id);
  };
  close = async (): Promise<void> => {
    this.closed = true;
    for (const { run } of this.started) end(run, 'killed');
  };
}

const change = (run: SyntheticRun, kind: RunChange['kind']) =>
  (run.changes as Emitter<RunChange>).fire({ kind } as RunChange);

function end(run: SyntheticRun, outcome: 'completed' | 'failed' | 'killed', message: string | null = null): void {
  if (run.state.kind === 'ended') return;
  run.state = { kind: 'ended', outcome, exitCode: 0, message, verdict: null, endedAt: 1 };
  change(run, 'state');
}

function trained(run: SyntheticRun, loss: number): void {
  const fit = new SyntheticFit({ loss: 'meanSquaredError', metrics: [] });
  run.fits = [fit];
  for (const more of [2, 1, 0]) fit.endEpoch({ loss: loss + more, time: Math.random() });
  fit.end = { fit: 1, outcome: 'completed', epochs: 3, batches: 3, seconds: 1 };
  end(run, 'completed');
}

const span = { file: '/net.js', start: { line: 1, column: 1 }, end: { line: 9, column: 1 } };

function plan(seeds: number): TrialPlan {
  const side = (name: string) => ({ request: { file: `/${name}.js` } as RunRequest, model: { span } });
  return {
    before: side('before'),
    after: side('after'),
    texts: { before: '', after: '' },
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a trial', () => {
  it('trains each seed with and without the edit, so many at once, and keeps none of the runs', async () => {
    const host = new Host();
    const trial = new Trial(plan(3), host, 2);
    for (let index = 0; index < 6; index += 1) {
      await settled();
      expect(host.started.length).toBe(Math.min(6, index + 2));
      const { request, run } = host.started[index] ?? expect.fail('it has started');
      expect(request).toMatchObject({ file: index % 2 === 0 ? '/before.js' : '/after.js', seed: 1 + (index >> 1) });
      trained(run, index % 2 === 0 ? 5 : 1);
    }
    expect(await trial.finished).toMatchObject({ better: 3, text: 'better in 3 of 3: loss 5.00 to 1.00' });
    expect(trial.pairs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(host.deleted).toHaveLength(6);
    expect(host.closed).toBe(true);
  });

  it('ends all of them when it is stopped, and judges the pairs that there are', async () => {
    const host = new Host();
    const trial = new Trial(plan(3), host, 4);
    await settled();
    for (const { run } of host.started.slice(0, 2)) trained(run, 5);
    await settled();
    trial.dispose();
    expect((await trial.finished).text).toMatch(/^stopped after 1 of 3 pairs: /);
    expect(host.started.every(({ run }) => run.state.kind === 'ended')).toBe(true);
    expect(host.deleted).toHaveLength(host.started.length);
    expect(host.started.length).toBeLessThan(7);
  });

  it('stops by itself where neither can run', async () => {
    const host = new Host();
    const trial = new Trial(plan(9), host, 2);
    await settled();
    for (const { run } of host.started.slice(0, 2)) end(run, 'failed', 'No such module.');
    expect(await trial.finished).toMatchObject({
      neitherTrains: true,
      text: 'neither trains, with the edit or without it: No such module.',
    });
    expect(host.started.length).toBeLessThan(5);
  });
});
