import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import type { Sequential } from '../../../src/tfjs/tfjs.js';
import { SavedModel } from '../../../src/trainer/fit/savedModel.js';

let folder = '';
let problems: TrainerProblem[] = [];
let saved = new SavedModel({ problem: () => {} }, '');

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  folder = await mkdtemp(join(tmpdir(), 'gradlens-saved-'));
  problems = [];
  saved = new SavedModel({ problem: (problem) => problems.push(problem) }, folder);
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

/** A model whose file says how often it was trained. */
class Trained {
  steps = 0;
  saves = 0;

  train(): this {
    this.steps++;
    saved.note(this as unknown as Sequential);
    return this;
  }

  async save(url: string): Promise<void> {
    this.saves++;
    await writeFile(join(fileURLToPath(url), 'model.json'), String(this.steps));
  }
}

const inFile = () => readFile(join(folder, 'model.json'), 'utf8');

describe('a model that is trained step by step', () => {
  it('is written now and then, and at the end', async () => {
    const model = new Trained();
    for (let step = 0; step < 50; step++) {
      model.train();
      await saved.keepUp();
    }
    expect([model.saves, await inFile()]).toEqual([1, '1']);
    vi.advanceTimersByTime(1000);
    await saved.keepUp();
    expect([model.saves, await inFile()]).toEqual([2, '50']);
    model.train();
    await saved.flush();
    await saved.flush();
    expect([model.saves, await inFile()]).toEqual([3, '51']);
    saved.tellUnsaved();
    expect(problems).toEqual([]);
  });

  it('is said not to be there where the process ends before', async () => {
    const model = new Trained();
    await saved.save(model as unknown as Sequential);
    model.train();
    saved.tellUnsaved();
    saved.tellUnsaved();
    expect(problems).toEqual([
      expect.objectContaining({
        kind: 'model-storage',
        message: expect.stringContaining('lacks some or all training steps'),
      }),
    ]);
  });

  it('is written by one writer at a time', async () => {
    const [one, other] = [new Trained().train(), new Trained().train().train()];
    await Promise.all([saved.save(one as unknown as Sequential), saved.save(other as unknown as Sequential)]);
    expect(await inFile()).toBe('2');
    expect(await readdir(folder)).toEqual(['model.json']);
    expect(problems).toEqual([]);
  });
});
