import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun } from '../trainer/support/cliRun.js';
import { canMount, SmallDisk } from './support/smallDisk.js';

/** Needs root, and a system that lets it mount: elsewhere these are skipped. */
const here = canMount();

const headers = (store: string) => {
  const runs = join(store, 'runs');
  return readdirSync(runs).map(
    (id) => JSON.parse(readFileSync(join(runs, id, 'run.json'), 'utf8')) as { end: unknown },
  );
};

function disk(size: string): SmallDisk {
  const mounted = SmallDisk.mount(size);
  if (!mounted) throw new Error('A disk could be mounted before, and now it cannot.');
  const shared = process.env.GRADLENS_STORE ?? '';
  symlinkSync(join(shared, 'tfjs-node'), join(mounted.folder, 'tfjs-node'));
  return mounted;
}

describe.skipIf(!here)('a disk that is full (as root only, where the system can mount one)', () => {
  it('while a run is recorded: it trains to its end, that is said, and its end is there', async () => {
    using small = disk('256k');
    await using run = await CliRun.start(['train', 'longTraining.mjs', '--json', '--epochs', '3000'], {
      env: { GRADLENS_STORE: small.folder },
    });
    expect(await run.exited).toBe(0);
    expect(run.stderr).toMatch(/can no longer be written.*ENOSPC/);
    const [header] = headers(small.folder);
    expect(header?.end).toMatchObject({ outcome: 'completed' });
  });

  it('while a model is saved: the one that was there stays whole, and the exit code tells', async () => {
    using small = disk('4m');
    const folder = join(small.folder, 'kept');
    mkdirSync(folder);
    writeFileSync(join(folder, 'model.json'), 'the good one');
    writeFileSync(join(folder, 'weights.bin'), 'its weights');
    writeFileSync(join(small.folder, 'filling'), Buffer.alloc(3 * 1024 * 1024 + 900 * 1024));
    const units = ['--set', 'units=20000'];
    await using run = await CliRun.start([
      'train',
      'openNet.mjs',
      '--data',
      'iris',
      ...units,
      '--epochs',
      '1',
      '--yes',
      '--save',
      folder,
    ]);
    expect(await run.exited).toBe(1);
    expect(run.stderr).toMatch(/The trained model cannot be saved to .*kept/);
    expect(readFileSync(join(folder, 'model.json'), 'utf8')).toBe('the good one');
    expect(readFileSync(join(folder, 'weights.bin'), 'utf8')).toBe('its weights');
    expect(readdirSync(folder).sort()).toEqual(['model.json', 'weights.bin']);
  });
});

describe.skipIf(!here)('a disk that is read-only (as root only, where the system can mount one)', () => {
  it('is said before anything runs', async () => {
    using small = disk('1m');
    small.readOnly();
    await using run = await CliRun.start(['train', 'longTraining.mjs'], { env: { GRADLENS_STORE: small.folder } });
    expect(await run.exited).toBe(3);
    expect(run.reason).toMatch(/cannot write to its storage folder .*EROFS/);
  });
});

it('A store where no file can be made is said before anything runs', async () => {
  await using run = await CliRun.start(['train', 'longTraining.mjs', '--backend', 'wasm'], {
    env: { GRADLENS_STORE: '/proc/none' },
  });
  expect(await run.exited).toBe(3);
  expect(run.reason).toMatch(/cannot write to its storage folder/);
});

it('Without a home folder nothing is written into the current one', async () => {
  const env = { HOME: '', GRADLENS_STORE: '', XDG_DATA_HOME: '' };
  await using run = await CliRun.start(['train', 'longTraining.mjs', '--backend', 'wasm'], { env });
  const before = readdirSync(run.project);
  expect(await run.exited).not.toBe(0);
  expect(run.reason).toMatch(/no home folder/);
  expect(readdirSync(run.project)).toEqual(before);
});
