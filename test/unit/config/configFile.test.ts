import { chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig, refusal } from '../../../src/config/configFile.js';
import { runRequest, unusedChoices } from '../../../src/launch/runRequest.js';
import type { ModelChoices } from '../../../src/protocol/config.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import type { RunChoice, RunPlan } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';

let top: string;
beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-config-')));
});
afterEach(() => rm(top, { recursive: true, force: true }));

async function write(path: string, text = '{"models":{"net.js#m":{"nodeFlags":["--cpu-prof"]}}}'): Promise<string> {
  const file = join(top, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}
const configOf = (folder: string) => write(join(folder, '.vscode', 'gradlens.json'));

describe('the gradlens.json of a file', () => {
  it('is the nearest up to the root of its repository', async () => {
    const file = await write('project/packages/a/net.js', '');
    await write('project/packages/a/package.json', '{}');
    await write('project/.git/HEAD', '');
    await configOf('.');
    expect(await findConfig(file, top)).toBeNull();
    const ofRoot = await configOf('project');
    expect((await findConfig(file, top))?.path).toBe(ofRoot);
    const ofPackage = await configOf('project/packages/a');
    expect((await findConfig(file, top))?.path).toBe(ofPackage);
  });

  it('is the nearest up to a manifest where there is no repository', async () => {
    const file = await write('project/src/net.py', '');
    await write('project/pyproject.toml', '');
    await configOf('.');
    expect(await findConfig(file, top)).toBeNull();
    const own = await configOf('project');
    expect((await findConfig(file, '/'))?.path).toBe(own);
  });

  it('is the nearest up to where the caller stands where there is neither, else beside the file', async () => {
    const file = await write('loose/src/net.js', '');
    const found = await configOf('loose');
    expect((await findConfig(file, join(top, 'loose')))?.path).toBe(found);
    expect(await findConfig(file, join(top, 'elsewhere'))).toBeNull();
    const beside = await configOf('loose/src');
    expect((await findConfig(file, join(top, 'elsewhere')))?.path).toBe(beside);
  });

  it('names its problems with their lines', async () => {
    const file = await write('net.js', '');
    await write('package.json', '{}');
    const path = await write('.vscode/gradlens.json', '{\n  "models": {\n    "net.js#m": { "runs": 1 } } }');
    expect((await findConfig(file, top))?.problems).toEqual([
      `${path}:3: "runs" is not a setting of a model; did you mean "run"?`,
    ]);
  });

  it('is not read where it is longer than any', async () => {
    const file = await write('net.js', '');
    await write('package.json', '{}');
    await write('.vscode/gradlens.json', `{}${' '.repeat(250_001)}`);
    const found = await findConfig(file, top);
    expect(found).toMatchObject({
      config: {},
      problems: [expect.stringContaining('is longer than 250 KB, so it is not read')],
    });
  });

  it.runIf(process.getuid?.() === 0)('is not used where another user owns it or its folder', async () => {
    const file = await write('net.js', '');
    await write('package.json', '{}');
    const path = await configOf('.');
    expect((await findConfig(file, top))?.config.models).toBeDefined();
    await chown(path, 12_345, 12_345);
    expect(await findConfig(file, top)).toMatchObject({
      config: {},
      problems: [expect.stringContaining('belongs to another user, so it is not used')],
    });
    await chown(path, 0, 0);
    await chown(dirname(path), 12_345, 12_345);
    expect(await refusal(path)).toMatch(/belongs to another user/);
    expect(await refusal(path, [12_345])).toBeNull();
  });
});

describe('choices about the process', () => {
  const choice = (name: string, text: string, choices: ModelChoices): RunChoice => {
    const [model] = findModels(text, `/${name}`);
    if (!model) throw new Error('no model');
    return { model, text, folder: '/', choices };
  };
  const recipe = { kind: 'keras', declaration: {} } as unknown as RunPlan['recipe'];
  const plan = (way: RunPlan['way']): RunPlan => ({
    way,
    others: [],
    summary: '',
    entry: null,
    questions: [],
    recipe,
    needsData: true,
    data: null,
    notes: [],
    blocked: null,
  });
  const choices = {
    nodeFlags: ['--import=/evil.mjs'],
    environment: { NODE_OPTIONS: '--import=/evil.mjs' },
    envFile: '.env',
    arguments: ['-x'],
  };

  it('are never used where Python is read, and that is said', async () => {
    const data = { data: { kind: 'random' }, dataFolder: '/', ownData: true, guessed: [] } as const;
    const request = await runRequest(
      plan('keras'),
      choice('net.py', 'import keras\nmodel = keras.Sequential()\n', choices),
      data,
    );
    expect(request).toMatchObject({ nodeFlags: [], env: {}, args: [] });
    expect(unusedChoices(plan('keras'), choices)).toBe(
      'Ignored, because GradLens reads Python and never runs it: nodeFlags, environment, envFile, arguments.',
    );
  });

  it('leave the request to name the files of data, from where its paths start', async () => {
    const files = async (data: DataSpec) => {
      const given = { data, dataFolder: '/project', ownData: false, guessed: [] };
      const net = choice('net.py', 'import keras\nmodel = keras.Sequential()\n', {});
      return (await runRequest(plan('keras'), net, given)).dataFiles;
    };
    expect(await files({ kind: 'table', path: 'fruit.csv', target: ['kind'] })).toEqual([
      join('/project', 'fruit.csv'),
    ]);
    expect(await files({ kind: 'arrays', x: '/x.npy', y: 'y.npy' })).toEqual(['/x.npy', join('/project', 'y.npy')]);
    expect(await files({ kind: 'arrays', x: '/a.npz', y: '/a.npz' })).toEqual(['/a.npz']);
    expect(await files({ kind: 'images', path: 'pictures' })).toEqual([join('/project', 'pictures')]);
    expect(await files({ kind: 'random' })).toEqual([]);
  });

  it('are used where Node runs the file', async () => {
    const { envFile: _, ...rest } = choices;
    const data = { data: null, dataFolder: '/', ownData: true, guessed: [] };
    const chosen = choice('net.js', 'const net = tf.sequential();\n', rest);
    expect((await runRequest(plan('file'), chosen, data)).nodeFlags).toEqual(['--import=/evil.mjs']);
    expect(unusedChoices(plan('file'), rest)).toBeNull();
  });
});
