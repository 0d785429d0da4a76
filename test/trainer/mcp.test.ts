import { readdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it } from 'vitest';
import { isAlive } from '../../src/system/isAlive.mjs';
import { CLI, CliRun } from './support/cliRun.js';

const XOR = `import * as tf from '@tensorflow/tfjs-node';
const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 8, inputShape: [2], activation: 'relu', kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) }),
  tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
  tf.layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }),
] });
model.compile({ optimizer: tf.train.adam(0.1), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
const inputs = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
await model.fit(inputs, tf.tensor2d([[0], [1], [1], [0]]), { epochs: 60, batchSize: 4 });
`;

/** Of a machine that has no tfjs-node yet. */
const STORE = 'store';

/** The command line as a server of the project's folder "root", and the protocol's own client. Dispose of it with `await using`. */
class Served implements AsyncDisposable {
  private constructor(
    private readonly copy: CliRun,
    private readonly client: Client,
    readonly server: number,
  ) {}

  static async start(options: readonly string[] = [], { isNew = false } = {}): Promise<Served> {
    const files = {
      'root/xor.mjs': XOR,
      'root/endless.mjs': ENDLESS,
      'beside/secret.mjs': XOR,
      'root-2/secret.mjs': XOR,
    };
    const copy = await CliRun.start(['help'], { files });
    await copy.exited;
    const args = [CLI, 'mcp', '--root', 'root', ...options];
    const env = {
      ...process.env,
      GRADLENS_STORE: isNew ? join(copy.project, STORE) : copy.store,
      INIT_CWD: copy.project,
    } as Record<string, string>;
    const transport = new StdioClientTransport({
      command: process.execPath,
      args,
      env,
      cwd: tmpdir(),
      stderr: 'ignore',
    });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    return new Served(copy, client, transport.pid ?? 0);
  }

  get project(): string {
    return this.copy.project;
  }

  readonly trainers = () => this.copy.trainers();

  async tools() {
    return (await this.client.listTools()).tools;
  }

  async call(name: string, args: Record<string, unknown> = {}, signal?: AbortSignal) {
    const result = await this.client.callTool(
      { name, arguments: args },
      { ...(signal && { signal }), timeout: 600_000 },
    );
    const [content] = result.content;
    return { text: content?.type === 'text' ? content.text : '', isError: result.isError ?? false };
  }

  /** The client goes away. */
  leave(): Promise<void> {
    return this.client.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.copy[Symbol.asyncDispose]();
  }
}

const ENDLESS = `${XOR}for (;;);\n`;

it('an assistant lists models, checks them, reads a fix, and trains nothing where it may not', async () => {
  await using served = await Served.start();
  const tools = await served.tools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ['list_models', true],
    ['check', true],
    ['train', false],
    ['list_runs', true],
    ['read_run', true],
    ['compare_runs', true],
    ['propose_fix', true],
  ]);
  expect((await served.call('list_models', { path: 'xor.mjs' })).text).toBe(
    'Models: 1\nxor.mjs:2 model [tfjs]: Dense (line 3), Dense (line 4), Dense (line 5)',
  );
  expect((await served.call('check', { path: 'xor.mjs' })).text).toMatch(/^xor\.mjs:4 warning: .*\[linear-layers\]$/m);
  const before = await readFile(join(served.project, 'root', 'xor.mjs'), 'utf8');
  const fix = await served.call('propose_fix', { file: 'xor.mjs', rule: 'linear-layers' });
  expect(fix.text).toMatch(/^- {2}tf\.layers\.dense\(\{ units: 4, .*\n\+ {2}tf\.layers\.dense\(\{ units: 4, .*relu/m);
  expect(await readFile(join(served.project, 'root', 'xor.mjs'), 'utf8')).toBe(before);
  expect(await served.call('train', { file: 'xor.mjs' })).toEqual({
    text: 'Training runs the code of the root, which this server may not: a person has to start it with --allow-train.',
    isError: true,
  });
  expect((await served.call('list_runs')).text).toBe('No runs are recorded.');
});

it('nothing outside of the root is read, whichever way leads there', async () => {
  await using served = await Served.start(['--allow-train']);
  await symlink(join(served.project, 'beside'), join(served.project, 'root', 'link'));
  const outside = [
    '../beside/secret.mjs',
    join(served.project, 'beside', 'secret.mjs'),
    '../root-2',
    'link/secret.mjs',
  ];
  for (const path of outside) {
    const answers = [
      await served.call('list_models', { path }),
      await served.call('check', { path }),
      await served.call('train', { file: path }),
      await served.call('train', { file: 'xor.mjs', data: path, target: 'y' }),
      await served.call('propose_fix', { file: path, rule: 'linear-layers' }),
    ];
    expect(answers.map(({ isError }) => isError)).toEqual([true, true, true, true, true]);
    expect(answers.filter(({ text }) => /units|Dense/.test(text))).toEqual([]);
  }
  expect((await served.call('train', { file: 'none.mjs' })).text).toBe(
    'There is no file or folder none.mjs in the root.',
  );
  expect(await served.trainers()).toEqual([]);
});

it('an assistant that trains on a new machine fetches nothing', async () => {
  await using served = await Served.start(['--allow-train'], { isNew: true });
  const { text, isError } = await served.call('train', { file: 'xor.mjs', seed: 1, seconds: 600 });
  expect({ text, isError }).toEqual({ text: expect.stringMatching(/^Run \S+ of model/), isError: false });
  expect(await readdir(join(served.project, STORE))).toEqual(['runs']);
});

it('an assistant trains a model and reads what a person sees of it; code that never ends is ended', async () => {
  await using served = await Served.start(['--allow-train']);
  const { text } = await served.call('train', { file: 'xor.mjs', seed: 1, seconds: 600 });
  const id = /^Run (\S+) of model/.exec(text)?.[1] ?? '';
  expect(text).toContain('Fit 1: 60 of 60 epochs');
  expect(text).toMatch(/3 Dense 1 sigmoid \(xor\.mjs:5\): L2 norm [\d.e-]+, update ratio/);
  expect(text.length).toBeLessThan(6000);
  const [verdict] = /^Verdict: .+$/m.exec(text) ?? [];
  const kept = await served.call('read_run', { run: id });
  expect(kept.text).toContain(verdict);
  expect((await served.call('list_runs')).text).toContain(`${id} xor.mjs model, `);

  const other = /^Run (\S+) of model/.exec(
    (await served.call('train', { file: 'xor.mjs', epochs: 2, seed: 1, seconds: 600 })).text,
  )?.[1];
  const { text: compared } = await served.call('compare_runs', { runs: [id, other] });
  expect(compared).toMatch(/^\* .*pochs: .*60.* \| .*2/m);

  const cancel = new AbortController();
  const canceled = served.call('train', { file: 'endless.mjs', seconds: 600 }, cancel.signal);
  await expect.poll(served.trainers).not.toEqual([]);
  expect((await served.call('train', { file: 'xor.mjs' })).text).toContain('Another training goes on.');
  cancel.abort();
  await expect(canceled).rejects.toThrow();
  await expect.poll(served.trainers).toEqual([]);

  const ended = await served.call('train', { file: 'endless.mjs', seconds: 1 });
  expect(ended.text).toContain('Ended: killed: ');
  expect(ended.text).toContain('Its 1 s were up: more seconds train it further.');
  expect(await served.trainers()).toEqual([]);

  const left = served.call('train', { file: 'endless.mjs', seconds: 600 }).catch(() => null);
  await expect.poll(served.trainers).not.toEqual([]);
  await served.leave();
  await expect.poll(served.trainers).toEqual([]);
  await expect.poll(() => isAlive(served.server)).toBe(false);
  await left;
});
