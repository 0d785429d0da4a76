import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HumanError } from '../../../src/errors/humanError.js';
import type { RunHeader } from '../../../src/protocol/runFile.js';
import { NO_MARKS } from '../../../src/runs/marks.js';
import { RunStore } from '../../../src/runs/stored/runStore.js';

const header = (id: string, startedAt = 1): RunHeader => ({
  id,
  file: '/net.js',
  cwd: '/',
  model: null,
  startedAt,
  backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/' },
  end: null,
  ownerPid: process.pid,
});

describe('the store of runs', () => {
  let folder: string;
  let store: RunStore;
  let lines: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlens-store-'));
    lines = [];
    store = new RunStore(folder, (line) => lines.push(line));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lists headers newest first and is empty where nothing was ever run', async () => {
    expect(await store.list()).toEqual([]);
    await store.create(header('a', 1));
    await store.create(header('b', 2));
    expect((await store.list()).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('replaces a header as a whole and leaves no other file', async () => {
    await store.create(header('a'));
    const end = { outcome: 'completed' as const, message: null, endedAt: 5 };
    await store.writeHeader({ ...header('a'), end });
    expect(await store.list()).toEqual([{ ...header('a'), end }]);
    expect(await readdir(store.folder('a'))).toEqual(['run.json']);
  });

  it('keeps what a person marks a run with, and nothing where that is taken away', async () => {
    await store.create(header('a'));
    expect(await store.marks('a')).toEqual(NO_MARKS);
    const marks = { pinned: true, name: 'wide', note: 'two\nlines' };
    await store.mark('a', marks);
    expect(await store.marks('a')).toEqual(marks);
    await writeFile(join(store.folder('a'), 'label.json'), '{"name": 1}');
    expect(await store.marks('a')).toEqual({ ...NO_MARKS, pinned: true });
    // Another window pinned it: a name changes nothing of that.
    // Another name of the same file: it would change where the file were written into.
    await store.mark('a', { name: 'wide' });
    const label = join(store.folder('a'), 'label.json');
    await link(label, join(folder, 'before.json'));
    expect(await store.mark('a', { name: 'deep' })).toEqual({ pinned: true, name: 'deep', note: null });
    expect(await store.marks('a')).toEqual({ pinned: true, name: 'deep', note: null });
    expect(JSON.parse(await readFile(join(folder, 'before.json'), 'utf8'))).toMatchObject({ name: 'wide' });
    await store.mark('a', NO_MARKS);
    expect(await readdir(store.folder('a'))).toEqual(['run.json', 'run.json.reserve']);
    const error = await store.mark('gone', marks).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HumanError);
  });

  it.runIf(process.platform !== 'win32')('is the user’s alone', async () => {
    await chmod(folder, 0o755);
    await store.create(header('a'));
    for (const path of [folder, store.directory, store.folder('a')]) expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('passes over what is no run, and says so', async () => {
    await store.create(header('good'));
    for (const [id, text] of [
      ['cut', '{"id":"cut","fi'],
      ['other', '{"id":"other"}'],
      ['moved', JSON.stringify(header('elsewhere'))],
    ] as const) {
      await mkdir(store.folder(id));
      await writeFile(join(store.folder(id), 'run.json'), text);
    }
    await mkdir(store.folder('empty'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['good']);
    expect(lines).toHaveLength(3);
  });

  it('says which folder cannot be written and what to do', async () => {
    await writeFile(join(folder, 'runs'), 'a file where the folder should be');
    const error = await store.create(header('a')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HumanError);
    expect(String(error)).toContain(join(folder, 'runs'));
    expect(String(error)).toContain('GRADLENS_STORE');
  });

  it.skipIf(process.getuid?.() === 0)('says so too where permission is missing', async () => {
    await chmod(folder, 0o500);
    await expect(store.create(header('a'))).rejects.toThrow(HumanError);
    await chmod(folder, 0o700);
  });

  it('knows when a run was under way last, and what of its trained model is there', async () => {
    await store.create(header('a', 5_000));
    expect(await store.lastSign(header('a', 5_000))).toBe(5_000);
    const events = join(store.folder('a'), 'events.ndjson');
    await writeFile(events, '');
    await utimes(events, 9, 9.25);
    expect(await store.lastSign(header('a', 5_000))).toBe(9_250);
    expect(await store.lastSign(header('a', 10_000))).toBe(10_000);
    await mkdir(join(store.folder('a'), 'model'));
    expect(await store.keptModel('a')).toBeNull();
    await writeFile(join(store.folder('a'), 'model', 'model.json'), '{}');
    expect(await store.keptModel('a')).toBe(join(store.folder('a'), 'model'));
  });

  it('removes what is left of a header that was being written, and nothing else', async () => {
    await store.create(header('a'));
    for (const name of ['run.json.1234', 'half.run.json.', 'notes.txt'])
      await writeFile(join(store.folder('a'), name), '{');
    await store.removeHalfHeaders('a');
    expect(await readdir(store.folder('a'))).toEqual(['half.run.json.', 'notes.txt', 'run.json']);
    await store.removeHalfHeaders('gone');
  });

  it('keeps a name alone, a note alone, and a pin', async () => {
    await store.create(header('a'));
    await store.mark('a', { name: 'wide' });
    expect(await store.marks('a')).toEqual({ pinned: false, name: 'wide', note: null });
    await store.mark('a', { name: null, note: 'why' });
    expect(await store.marks('a')).toEqual({ pinned: false, name: null, note: 'why' });
    expect(await store.isPinned('a')).toBe(false);
    await store.mark('a', { pinned: true });
    expect(await store.isPinned('a')).toBe(true);
    await writeFile(join(store.folder('a'), 'label.json'), '{"name"');
    expect(await store.marks('a')).toEqual({ ...NO_MARKS, pinned: true });
  });

  it('deletes trials of hosts that are gone, and those alone', async () => {
    const trials = new RunStore(folder, (line) => lines.push(line), 'trials');
    expect(trials.directory).toBe(join(folder, 'trials'));
    await trials.create(header('mine'));
    await trials.create({ ...header('left'), ownerPid: 2 ** 30 });
    await trials.deleteLeft();
    expect((await trials.list()).map(({ id }) => id)).toEqual(['mine']);
  });

  it('leaves a header as it was where another cannot be written', async () => {
    await store.create(header('a'));
    const circular = { ...header('a') } as Record<string, unknown>;
    circular.model = circular;
    await expect(store.writeHeader(circular as unknown as RunHeader)).rejects.toThrow();
    expect(await readdir(store.folder('a'))).toEqual(['run.json', 'run.json.reserve']);
    expect(await store.list()).toEqual([header('a')]);
    await expect(store.writeHeader(header('gone'))).rejects.toThrow('ENOENT');
  });

  it('counts the bytes of all files and deletes a run whole', async () => {
    await store.create(header('a'));
    const before = await store.size();
    await writeFile(join(store.folder('a'), 'fit-1.arrow'), Buffer.alloc(1000));
    expect(await store.size()).toBe(before + 1000);
    await store.delete('a');
    expect(await store.size()).toBe(0);
    expect(await store.list()).toEqual([]);
  });
});
