import { type ExecFileException, execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packForNpm } from '../../scripts/lib/npmPackage.mjs';
import { CLI } from './support/cliRun.js';

const NET = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 4, inputShape: [2] }));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
const inputs = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
await model.fit(inputs, tf.tensor2d([[0], [1], [1], [0]]), { epochs: 3, verbose: 0 });
`;

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-npm-')));
  for (const name of ['cache', 'project']) await mkdir(join(folder, name));
  const tarball = await packForNpm({ dist: dirname(CLI), to: folder, staging: join(folder, 'staging') });
  await writeFile(join(folder, 'project', 'package.json'), '{ "private": true }');
  await writeFile(join(folder, 'project', 'net.mjs'), NET);
  const cache = join(folder, 'cache');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--cache', cache, tarball]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program in the project, on the Node of the tests, with a store of its own and nothing of the repository in its environment. */
async function run(program: string, args: readonly string[]): Promise<string> {
  const { npm_config_local_prefix: _prefix, INIT_CWD: _caller, ...inherited } = process.env;
  const env = {
    ...inherited,
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    GRADLENS_STORE: join(folder, 'store'),
  };
  return new Promise((resolve, reject) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      error ? reject(new Error(`${program} ${args.join(' ')}: ${stderr}`)) : resolve(stdout);
    execFile(program, args, { cwd: join(folder, 'project'), env, maxBuffer: 1e8 }, done);
  });
}

const gradlens = (...args: readonly string[]) => run(join('node_modules', '.bin', 'gradlens'), args);

/** Milliseconds: two trainings in a row, and two beside each other. */
const PATIENCE = 240_000;

/** What JSON was written: an object a line, or an array. */
const written = (stdout: string): Json[] =>
  stdout
    .trim()
    .split('\n')
    .flatMap((line) => [JSON.parse(line)].flat() as Json[]);

type Json = Readonly<Record<string, unknown>>;

/** The examples of a section of docs/json.md. */
async function examples(section: string): Promise<Json[]> {
  const text = await readFile(join(folder, 'project', 'node_modules', 'gradlens', 'docs', 'json.md'), 'utf8');
  const [, part = ''] = text.split(`\n## ${section}\n`);
  const [, block = ''] = /```json\n(.*?)```/s.exec(part.split('\n## ')[0] ?? '') ?? [];
  return written(block);
}

/** Whether all that an example has is there, of the same types. */
function holds(example: unknown, real: unknown): boolean {
  if (example === null || real === null) return true;
  if (Array.isArray(example)) {
    return Array.isArray(real) && (example.length === 0 || real.length === 0 || holds(example[0], real[0]));
  }
  if (typeof example !== 'object') return typeof example === typeof real || real === 'NaN' || example === 'NaN';
  if (typeof real !== 'object') return false;
  return Object.entries(example).every(([key, value]) => key in real && holds(value, (real as Json)[key]));
}

const keys = (line: Json) => Object.keys(line).sort().join(' ');

/** Each example is like a line that is written, and each line like an example. */
async function expectAsDescribed(section: string, lines: readonly Json[], ofOthers: readonly Json[] = []) {
  const described = await examples(section);
  expect(described.length).toBeGreaterThan(0);
  const missing = described.filter(
    (example) => !lines.some((line) => keys(line) === keys(example) && holds(example, line)),
  );
  expect(missing).toEqual([]);
  const known = new Set([...described, ...ofOthers].map(keys));
  expect([...new Set(lines.map(keys))].filter((each) => !known.has(each))).toEqual([]);
}

it(
  'the npm package installs without a network and trains without the repository, and its JSON is as its documents say',
  async () => {
    expect(await readdir(join(folder, 'project', 'node_modules'))).toEqual(
      expect.arrayContaining(['.bin', 'gradlens']),
    );
    expect(await run('npx', ['--offline', '--no-install', 'gradlens', '--help'])).toMatch(
      /^Usage: gradlens COMMAND\n\n {2}train FILE /,
    );
    expect(await gradlens('models', 'net.mjs')).toBe(`${join(folder, 'project', 'net.mjs')}:2  model\n`);
    const [version] = written(await gradlens('version', '--json'));
    const { version: own } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    const text = await readFile(new URL('../../docs/json.md', import.meta.url), 'utf8');
    expect(version).toEqual({ version: own, json: Number(/version (\d+) of it/.exec(text)?.[1]) });

    const trained = written(await gradlens('train', 'net.mjs', '--backend', 'wasm', '--seed', '1', '--json'));
    await expectAsDescribed('train', trained);
    const [first = ''] = trained.flatMap(({ run: id }) => (typeof id === 'string' ? [id] : []));
    await gradlens('train', 'net.mjs', '--backend', 'wasm', '--epochs', '2');
    const runs = written(await gradlens('runs', '--json'));
    await expectAsDescribed('runs', runs);
    await expectAsDescribed('show', written(await gradlens('show', first, '--json')), await examples('train'));
    const both = runs.map(({ run: id }) => String(id));
    await expectAsDescribed('compare', written(await gradlens('compare', ...both, '--json')));
    await expectAsDescribed('check', written(await gradlens('check', 'net.mjs', '--json')));
    const tried = await gradlens(
      'try',
      'net.mjs',
      '--fix',
      'linear-layers',
      '--seeds',
      '1',
      '--backend',
      'wasm',
      '--json',
    );
    await expectAsDescribed('try', written(tried));
    const swept = await gradlens(
      'sweep',
      'net.mjs',
      '--vary',
      'units=2,4',
      '--epochs',
      '2',
      '--backend',
      'wasm',
      '--json',
    );
    await expectAsDescribed('sweep', written(swept));
    await gradlens('export', first, '--folder', 'exported');
    await expectAsDescribed('export', written(await readFile(join(folder, 'project', 'exported', 'run.json'), 'utf8')));
  },
  PATIENCE,
);
