import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainerStart } from '../../../src/process/trainerProcess.js';
import { type DriverCommand, DriverMessage } from '../../../src/protocol/ray.js';
import { TrainerEvent, type TrainerEvents, type TrainerOptions } from '../../../src/protocol/trainer.js';
import { RayTrials } from '../../../src/ray/rayTrials.js';

/** Of a real sweep on a cluster of which a node was killed while it trained this trial (`test/ray/recording`). */
const TRIAL = '7';
const recorded = (await readFile(join(import.meta.dirname, '../../fixtures/ray/messages.jsonl'), 'utf8'))
  .trim()
  .split('\n')
  .map((line) => v.parse(DriverMessage, JSON.parse(line)));
const ofTrial = recorded.filter((message) => 'trial' in message);
const attempt = (number: number) => ofTrial.filter((message) => message.type !== 'ended' && message.attempt === number);

const FOLDERS = { project: '/net', embedded: '/dist/embedded', run: '/store/run' };

let folder: string;
let sent: DriverCommand[];
let said: string[];
let trials: RayTrials;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-ray-test-'));
  sent = [];
  said = [];
  trials = new RayTrials(
    (command) => sent.push(command),
    (line) => said.push(line),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts the trial as a run, and counts what is told of it. */
function begin(runId: string) {
  const counts: Record<string, number> = {};
  const faults: string[] = [];
  const events = Object.fromEntries(
    Object.keys(TrainerEvent).map((name) => [name, () => (counts[name] = (counts[name] ?? 0) + 1)]),
  ) as unknown as TrainerEvents;
  const start: TrainerStart = {
    options: { runId, runDirectory: join(folder, runId) } as TrainerOptions,
    cwd: '/net',
    env: { ...process.env, EPOCHS: '30' },
    args: [],
    nodeFlags: [],
    trainerEntry: '',
    events,
    onOutput: () => {},
    onFault: (reason) => faults.push(reason),
    onUnreadable: () => {},
  };
  return { trainer: trials.start(TRIAL, start, { folders: FOLDERS, backend: null }), counts, faults };
}

describe('RayTrials', () => {
  it('reads what a real cluster tells of a trial whose node was killed: the lost run ends, the next one has it all, once', async () => {
    expect(recorded.map(({ type }) => type).slice(0, 2)).toEqual(['ready', 'prepared']);
    const first = begin('first');
    for (const message of attempt(1)) trials.receive(message);
    expect(first.counts.epochEnded).toBeGreaterThan(0);
    expect(first.counts.epochEnded).toBeLessThan(30);
    expect(trials.isLost('first')).toBe(false);

    const [started, ...rest] = attempt(2);
    if (started) trials.receive(started);
    expect(await first.trainer.exited).toEqual({ code: null, signal: 'SIGKILL', error: null });
    expect(trials.isLost('first')).toBe(true);

    const second = begin('second');
    for (const message of [...rest, ...attempt(1), ...ofTrial.slice(-1)]) trials.receive(message);
    expect(await second.trainer.exited).toEqual({ code: 0, signal: null, error: null });
    expect(second.counts).toMatchObject({ ready: 1, fitStarted: 1, epochEnded: 30, fitEnded: 1, ended: 1 });
    expect([first.faults, second.faults]).toEqual([[], []]);
    expect(trials.isLost('second')).toBe(false);
    const events = await readFile(join(folder, 'second', 'events.ndjson'), 'utf8');
    expect(events.match(/"epochEnded"/g)).toHaveLength(30);
    // Ray begins anew by itself.
    expect(sent.map(({ type }) => type)).toEqual(['run']);
    expect(sent[0]).toMatchObject({ trial: TRIAL, job: { env: { EPOCHS: '30' }, folders: FOLDERS, backend: null } });
  });

  it('asks a trial on a worker to stop, and cancels one that waits for a worker', async () => {
    const { trainer } = begin('run');
    trainer.commands.stop();
    trials.receive({ type: 'started', trial: TRIAL, attempt: 1, node: 'node' });
    trainer.commands.stop();
    trainer.commands.pace(50);
    expect(sent.slice(1)).toEqual([
      { type: 'kill', trial: TRIAL },
      { type: 'tell', trial: TRIAL, command: ['stop', []] },
      { type: 'tell', trial: TRIAL, command: ['pace', [50]] },
    ]);
    trials.receive({ type: 'ended', trial: TRIAL, failure: 'TaskCancelledError' });
    expect(await trainer.exited).toEqual({ code: null, signal: 'SIGKILL', error: null });
  });

  it('ends a trial with the reason where Ray gives it up, or the connection breaks', async () => {
    const given = begin('given');
    trials.receive({ type: 'ended', trial: TRIAL, failure: 'The node died.' });
    expect((await given.trainer.exited).error?.message).toBe('The node died.');
    trials.end('no way');
    expect((await begin('late').trainer.exited).error?.message).toBe('no way');
  });

  it('says once what a person should know of a node', () => {
    begin('run');
    const lines = [JSON.stringify({ type: 'note', text: 'has no tfjs-node.' })];
    trials.receive({ type: 'started', trial: TRIAL, attempt: 1, node: '79ace10a8793a5c9' });
    for (let times = 0; times < 2; times += 1) trials.receive({ type: 'lines', trial: TRIAL, attempt: 1, lines });
    expect(said).toEqual(['Node 79ace10a of the cluster has no tfjs-node.']);
  });

  it('writes nothing outside of the folder of the run, and nothing over what this machine writes', () => {
    const { faults } = begin('run');
    const data = Buffer.from('x').toString('base64');
    const lines = ['../else', '/etc/else', 'run.json', 'a/../../b', '.hidden'].map((path) =>
      JSON.stringify({ type: 'file', path, at: 0, data }),
    );
    trials.receive({ type: 'lines', trial: TRIAL, attempt: 1, lines });
    expect(faults).toHaveLength(lines.length);
  });
});
