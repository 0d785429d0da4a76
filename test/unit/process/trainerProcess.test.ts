import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTwoStepStop } from '../../../src/process/twoStepStop.js';
import { startChild } from './startChild.js';

describe('a trainer process', () => {
  it('hands on everything that was written before the exit, and only then says that it is gone', async () => {
    const { exited, told } = startChild('talkative.mjs');
    expect(await exited).toEqual({ code: 0, signal: null, error: null });
    expect(told.events).toHaveLength(500);
    expect(told.output.stdout.split('\n')[499]).toBe('line 499 äöü');
    expect(told.output.stderr).toBe('no line break at the end\n');
    expect(told.faults).toEqual([]);
  });

  it('carries Stop to the child', async () => {
    const child = startChild('obedient.mjs', (name) => {
      if (name === 'phase') child.commands.stop();
    });
    expect(await child.exited).toMatchObject({ code: 0 });
    expect(child.told.events.map(([name]) => name)).toEqual(['phase', 'stopSeen', 'ended']);
  });

  it('drops what does not fit the protocol and kills who sends no frames', async () => {
    let unreadable = 0;
    const { exited, told } = startChild('rude.mjs', (name) => {
      if (name === 'unreadable') unreadable++;
    });
    expect(await exited).toMatchObject({ signal: 'SIGKILL' });
    expect(unreadable).toBe(1);
    expect(told.events).toEqual([['phase', 'training']]);
    expect(told.faults).toHaveLength(10);
    expect(told.faults.at(-1)).toContain('connection to the trainer broke');
  });

  it('hands over options of any length, and only to the process itself', async () => {
    const { exited, told } = startChild('options.mjs', () => {}, { saveTo: 'ä'.repeat(3_000_000) });
    expect(await exited).toMatchObject({ code: 0 });
    expect(told.output.stdout).toBe('3000000 undefined undefined null\n');
  });

  it('says why it could not start', async () => {
    const child = startChild('../nowhere.mjs');
    expect(await child.exited).toMatchObject({ code: 1 });
    expect(child.told.output.stderr).toContain('nowhere.mjs');
  });

  it('takes commands after the exit without harm', async () => {
    const child = startChild('talkative.mjs');
    await child.exited;
    child.commands.stop();
    child.kill();
    expect(await child.exited).toMatchObject({ code: 0 });
  });
});

describe.skipIf(process.platform !== 'linux')('ending by force', () => {
  it('ends a blocked child after the grace period, with what it started', async () => {
    const child = startChild('deaf.mjs');
    while (!child.told.output.stdout.includes('\n')) await delay(20);
    const stop = createTwoStepStop({ gracePeriod: 50, ask: child.commands.stop, kill: child.kill });
    stop.stop();
    expect(await child.exited).toMatchObject({ signal: 'SIGKILL' });
    stop.dispose();
    for (const pid of child.told.output.stdout.trim().split(' ')) {
      while (existsSync(`/proc/${pid}`)) await delay(20);
    }
  });
});
