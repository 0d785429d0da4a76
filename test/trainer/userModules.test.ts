import { describe, expect, it } from 'vitest';
import { type Project, runToEnd } from './support/trainerRun.js';

/** Trains a small net with a `tf` in scope. */
const train = `
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
const fitted = model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 1, verbose: 0 });
`;

async function outputOf(project: Project, backend: 'tfjs-node' | 'wasm' = 'wasm'): Promise<string> {
  const run = await runToEnd(project, { backend });
  expect(run.problems).toEqual([]);
  expect(run.exit.code).toBe(0);
  expect(run.fitEnds.map(({ batches }) => batches)).toEqual([1]);
  return run.stdout.trim();
}

describe("the user's file", () => {
  it.each<[string, string, string]>([
    ['ESM with top-level await', 'main.mjs', "import * as tf from '@tensorflow/tfjs';\n"],
    ['a .js file that is ESM by its syntax', 'main.js', "import * as tf from '@tensorflow/tfjs';\n"],
    ['a TypeScript module', 'main.ts', "import * as tf from '@tensorflow/tfjs';\nconst typed: number = 1;\n"],
    ['a .mts file', 'main.mts', "import * as tf from '@tensorflow/tfjs';\nconst typed: number = 1;\n"],
  ])('runs as the entry point: %s', async (_, name, head) => {
    const tail =
      'await fitted; console.log(import.meta.main, import.meta.filename === process.argv[1], process.argv.length);';
    expect(await outputOf({ [name]: head + train + tail })).toBe('true true 2');
  });

  it.each<[string, string]>([
    ['CommonJS', 'main.cjs'],
    ['a .js file that is CommonJS by its syntax', 'main.js'],
    ['a TypeScript file that is CommonJS by its syntax', 'main.ts'],
    ['a .cts file', 'main.cts'],
  ])('runs as the entry point: %s', async (_, name) => {
    const head = "const tf = require('@tensorflow/tfjs');\n";
    const tail = 'console.log(require.main === module, __filename === process.argv[1], typeof require.cache);';
    expect(await outputOf({ [name]: head + train + tail })).toBe('true true object');
  });

  it('goes by the "type" of its package.json', async () => {
    const main = `import * as tf from '@tensorflow/tfjs';${train}console.log(typeof require);`;
    expect(await outputOf({ 'main.ts': main, 'package.json': '{ "type": "module" }' })).toBe('undefined');
  });

  it('does not see how it was started', async () => {
    const main = `const tf = require('@tensorflow/tfjs');${train}
      console.log(Object.keys(process.env).filter((name) => /GRADLENS_TRAINER|ELECTRON/.test(name)).length);`;
    expect(await outputOf({ 'main.js': main })).toBe('0');
  });

  it('forks children and starts workers that are no trainers', async () => {
    const main = `const tf = require('@tensorflow/tfjs');${train}
      const { fork } = require('node:child_process');
      const { Worker } = require('node:worker_threads');
      fork(require.resolve('./child.js')).on('exit', (code) => console.log('child', code));
      new Worker(require.resolve('./child.js')).on('exit', (code) => console.log('worker', code));`;
    const lines = (await outputOf({ 'main.js': main, 'child.js': 'module.exports = 1;' })).split('\n');
    expect(lines.sort()).toEqual(['child 0', 'worker 0']);
  });
});

describe('a worker thread of user code', () => {
  it.each(['tfjs-node', 'wasm'] as const)('trains as the main thread does, out of view, on %s', async (backend) => {
    const run = await runToEnd(
      {
        'main.mjs': `import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { train } from './train';

const file = new URL('./thread.ts', import.meta.url);
const losses = [];
for (const options of [{}, { execArgv: [], env: {} }]) {
  const worker = new Worker(file, options);
  losses.push(...(await once(worker, 'message')));
}
console.log(losses.length, new Set([...losses, await train()]).size);`,
        'thread.ts': `import { parentPort } from 'node:worker_threads';
import { train } from './train';
void train().then((loss: string) => parentPort?.postMessage(loss));`,
        'train.ts': `import * as tf from '@tensorflow/tfjs-node';
enum Size { Units = 3 }
export async function train(): Promise<string> {
  const kernelInitializer = tf.initializers.glorotNormal({ seed: 1 });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: Size.Units, inputShape: [2], kernelInitializer })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const { history } = await model.fit(tf.ones([8, 2]), tf.ones([8, 3]), { epochs: 3, verbose: 0 });
  return history.loss.map((loss) => Number(loss).toFixed(4)).join();
}`,
        'package.json': '{ "type": "module" }',
      },
      { backend },
    );
    expect(run.stdout.trim()).toBe('2 1');
    expect(run.fitEnds.map(({ batches }) => batches)).toEqual([3]);
    expect(run.problems).toMatchObject([
      {
        kind: 'worker-thread',
        severity: 'warning',
        message: expect.stringContaining('A worker thread trains a model'),
      },
    ]);
    expect(run.problems[0]?.location).toMatchObject({ line: 8, column: 18 });
  });
});

describe('tfjs', () => {
  const forms = `
import * as whole from '@tensorflow/tfjs';
import standard from '@tensorflow/tfjs-node';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
const required = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');
const dynamic = await import('@tensorflow/tfjs');
const tf = whole;
`;
  it.each(['tfjs-node', 'wasm'] as const)('is one instance however it is imported, on %s', async (backend) => {
    const check = `
const engines = [whole, standard, core, required, dynamic, dynamic.default].map((each) => each.engine());
console.log(engines.every((engine) => engine === engines[0]));
console.log([standard, required, dynamic].every((each) => each.Sequential === tf.Sequential));
console.log(sequential() instanceof tf.Sequential, layers.dense({ units: 1 }) instanceof required.layers.Layer);
console.log(await tf.setBackend('cpu'), tf.getBackend());`;
    const name = backend === 'wasm' ? 'wasm' : 'tensorflow';
    const output = await outputOf({ 'main.mjs': `${forms}${train}${check}` }, backend);
    expect(output).toBe(`true\ntrue\ntrue true\ntrue ${name}`);
  });

  it('is the same for packages in node_modules', async () => {
    const main = `import tf from '@tensorflow/tfjs'; import helper from 'helper';${train}console.log(helper === tf);`;
    const helper = {
      'package.json': '{ "name": "helper", "main": "index.js" }',
      'index.js': "module.exports = require('@tensorflow/tfjs');",
    };
    const files = Object.entries(helper).map(([name, text]) => [`node_modules/helper/${name}`, text]);
    expect(await outputOf({ 'main.mjs': main, ...Object.fromEntries(files) })).toBe('true');
  });

  it('saves and loads models by file:// on the embedded default', async () => {
    const main = `import * as tf from '@tensorflow/tfjs-node';${train}
await fitted;
await model.save('file://./saved/model');
const loaded = await tf.loadLayersModel('file://saved/model/model.json');
console.log(String(loaded.predict(tf.ones([1, 2]))) === String(model.predict(tf.ones([1, 2]))));`;
    expect(await outputOf({ 'main.mjs': main })).toBe('true');
  });

  it('prints no banner', async () => {
    const run = await runToEnd(
      { 'main.js': `const tf = require('@tensorflow/tfjs');${train}` },
      { backend: 'tfjs-node' },
    );
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe('');
  });
});

describe('a TypeScript project', () => {
  it('finds its modules by every name that TypeScript allows', async () => {
    const project = {
      'src/main.ts': `
import * as tf from '@tensorflow/tfjs';
import { a } from './a';
import { b } from './b.js';
import { c } from './folder';
import { d } from '@lib/d';
import type { Shape } from './types';
import { Shape as Unused, Options } from './types';
const options: Options = { shape: [1] satisfies Shape };
${train}
console.log(a, b, c, d, options.shape.length);`,
      'src/a.ts': 'export const a: number = 1;',
      'src/b.ts': 'export enum B { Two = 2 }\nexport const b = B.Two;',
      'src/folder/index.ts': 'export const c: number = 3;',
      'src/types.ts': 'export type Shape = number[];\nexport interface Options { shape: Shape }',
      'lib/d.ts': "import { a } from '../src/a';\nexport const d = a + 3;",
      'tsconfig.json': '{ // aliases\n "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"], }, }, }',
      'package.json': '{ "type": "module" }',
    };
    expect(await outputOf(project)).toBe('1 2 3 4 1');
  });

  it('keeps lines and columns in stack traces, also where enums need code', async () => {
    const main = `enum Kind { A }\nconst kind: Kind = Kind.A;\n\nfunction fail(): never {\n  throw new Error('on purpose');\n}\nfail();\n`;
    const run = await runToEnd({ 'main.ts': main });
    const [problem] = run.problems;
    expect(problem).toMatchObject({
      kind: 'user-code',
      message: 'Error: on purpose',
      location: { line: 5, column: 9 },
    });
  });
});

describe('TypeScript that is written as a module and compiled to CommonJS', () => {
  const head = "import * as tf from '@tensorflow/tfjs';\nimport { basename } from 'node:path';\n";
  it.each<[string, Project]>([
    ['without a package.json', {}],
    ['in a package as npm init makes it', { 'package.json': '{ "type": "commonjs" }' }],
  ])('has the names of CommonJS, %s', async (_, others) => {
    const tail =
      "console.log(basename(__dirname) !== '', basename(__filename), require.main === module, require('./other').main);";
    const other =
      "import { sep } from 'node:path';\nexport const main: boolean = sep === '' || require.main === module;";
    expect(await outputOf({ 'main.ts': head + train + tail, 'other.ts': other, ...others })).toBe(
      'true main.ts true false',
    );
  });

  it('keeps what it declares under such names, and its positions', async () => {
    const main = `${head}import { createRequire } from 'node:module';
const require = createRequire('/');
const __dirname: string = 'mine';${train}
console.log(__dirname, typeof require('node:fs'), new Error('x').stack?.match(/main\\.ts:(\\d+:\\d+)/)?.[1]);`;
    expect(await outputOf({ 'main.ts': main })).toBe('mine object 10:51');
  });

  it('imports JSON without an attribute', async () => {
    const main = `${head}import data from './data.json';${train}console.log(data.units, basename('/a/b'));`;
    const files = { 'main.ts': main, 'data.json': '{ "units": 3 }', 'package.json': '{ "type": "module" }' };
    expect(await outputOf(files)).toBe('3 b');
  });
});
