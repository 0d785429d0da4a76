import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CliRun } from '../trainer/support/cliRun.js';
import { withTempFolder } from '../trainer/support/tempFolder.js';

/** Nothing can be fetched with these. */
const offline = (folder: string) => ({
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_cache: join(folder, 'npm'),
  npm_config_fetch_retries: '0',
  TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:9/',
});

const PACKAGE = 'node_modules/@tensorflow/tfjs-node';

/** A store of its own with a copy of the tfjs-node that there is; returns its package's folder. */
function copiedStore(folder: string): string {
  const [version = ''] = readdirSync(join(process.env.GRADLENS_STORE ?? '', 'tfjs-node')).filter((name) =>
    /^\d/.test(name),
  );
  const from = realpathSync(join(process.env.GRADLENS_STORE ?? '', 'tfjs-node', version));
  const to = join(folder, 'tfjs-node', version);
  copy(from, to);
  return join(to, PACKAGE);
}

/** As links where the disk is the same: TensorFlow is large. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copy(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}

it('Half an installation is found by the run that fails on it, is not tried again and again, and is repaired by Install', async () => {
  await withTempFolder(async (folder) => {
    const env = { GRADLENS_STORE: folder, ...offline(folder) };
    const tfjsNode = copiedStore(folder);
    const train = ['train', 'openNet.mjs', '--data', 'iris', '--yes', '--epochs', '1'];
    await using whole = await CliRun.start(train, { env });
    expect(await whole.exited, whole.stderr).toBe(0);
    expect(whole.stderr).toContain('on tfjs-node');

    const [file, kept] = [join(tfjsNode, 'dist', 'nodejs_kernel_backend.js'), join(folder, 'kept.js')];
    cpSync(file, kept);
    rmSync(file);
    await using broken = await CliRun.start(train, { env });
    expect(await broken.exited).not.toBe(0);
    expect(broken.stderr).toContain('nodejs_kernel_backend');
    await using install = await CliRun.start(['install-tfjs-node'], { env });
    expect(await install.exited).toBe(3);
    expect(install.stderr).not.toContain('is ready');
    expect(install.reason).toMatch(/npm could not install/);
    await using next = await CliRun.start(train, { env });
    expect(await next.exited, next.stderr).toBe(0);
    expect(next.stderr).toMatch(/GradLens's own tfjs-node does not load/);
    expect(next.stderr).toMatch(/could not be installed on .*npm could not install/);
    expect(next.stderr).toContain('on wasm');

    cpSync(kept, file);
    await using repaired = await CliRun.start(['install-tfjs-node'], { env });
    expect(await repaired.exited).toBe(0);
    expect(repaired.reason).toContain('is ready');
    await using again = await CliRun.start(train, { env });
    expect(await again.exited).toBe(0);
    expect(again.stderr).toContain('on tfjs-node');
  });
});

describe.skipIf(process.platform !== 'linux')('kill -9 while a model is saved', () => {
  it('leaves the good one that was there', async () => {
    await withTempFolder(async (folder) => {
      const kept = join(folder, 'kept');
      mkdirSync(kept);
      writeFileSync(join(kept, 'model.json'), 'the good one');
      writeFileSync(join(kept, 'weights.bin'), 'its weights');
      const large = ['--set', 'units=2000000', '--epochs', '1'];
      await using run = await CliRun.start([
        'train',
        'openNet.mjs',
        '--data',
        'iris',
        '--yes',
        ...large,
        '--save',
        kept,
      ]);
      await run.until(({ stderr }) => stderr.includes('gradlens: run '));
      const trainers = await run.trainers();
      expect(trainers).not.toEqual([]);
      const isSaving = () => readdirSync(kept).some((name) => name.startsWith('.gradlens-saving-'));
      for (let gone = false; !gone && !isSaving(); ) {
        gone = await Promise.race([run.exited.then(() => true), delay(1, false)]);
      }
      for (const pid of trainers) process.kill(pid, 'SIGKILL');
      expect(await run.exited).not.toBe(0);
      expect(readFileSync(join(kept, 'model.json'), 'utf8')).toBe('the good one');
      expect(readFileSync(join(kept, 'weights.bin'), 'utf8')).toBe('its weights');
    });
  });
});

it('A source of 15 MB trains to its end, and all of it is on the disk', async () => {
  const numbers = Array.from({ length: 1_000_000 }, (_, index) => (Math.sin(index) / 3).toFixed(13));
  const source = `import * as tf from '@tensorflow/tfjs';
const all = [${numbers.join()}];
const xs = tf.tensor2d(all.slice(0, 400), [100, 4]);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(xs, xs.sum(1, true), { epochs: 3, batchSize: 10, verbose: 0 });
`;
  await using run = await CliRun.start(['train', 'large.mjs', '--json'], { files: { 'large.mjs': source } });
  expect(await run.exited, run.stderr).toBe(0);
  expect(run.linesOf('epoch')).toHaveLength(3);
  expect(run.linesOf('fit')).toMatchObject([{ line: 4 }]);
  const [id = ''] = readdirSync(join(run.store, 'runs'));
  const files = readdirSync(join(run.store, 'runs', id));
  expect(files).toContain('fit-1.arrow');
  expect(existsSync(join(run.store, 'runs', id, 'run.json'))).toBe(true);
});
