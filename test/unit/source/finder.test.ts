import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SourceFinder } from '../../../src/source/finder.js';
import { bundleWorker } from '../bundleWorker.js';

const code = (name: string) => `const ${name} = tf.sequential();`;

/** Answers with the text's length as a model's line; does what the text says. */
const obedientWorker = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, call: { file, text } }) => {
  if (text === 'hang') for (;;);
  if (text === 'exit') process.exit(3);
  if (text === 'throw') throw new Error('out of order');
  if (text === 'fail') return parentPort.postMessage({ id, message: 'no luck', details: 'Error: no luck\\n    at stack', isHuman: false });
  parentPort.postMessage({ id, answer: { models: [{ file, name: text }] } });
});
`;

let folder: string;
let real: string;
let obedient: string;
const log: string[] = [];
let finder: SourceFinder | undefined;

function open(worker: string, timeLimit?: number): SourceFinder {
  finder = new SourceFinder(worker, (line) => log.push(line), timeLimit);
  return finder;
}

const names = async (found: Promise<readonly { name: string }[]>) => (await found).map(({ name }) => name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-finder-'));
  real = join(folder, 'sourceWorker.js');
  obedient = join(folder, 'obedient.cjs');
  await writeFile(obedient, obedientWorker);
  await bundleWorker('launch/sourceWorker.ts', real);
});

afterEach(() => {
  finder?.dispose();
  log.length = 0;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the finder', () => {
  it('finds models in its worker', async () => {
    expect(await names(open(real).find('/a.js', code('net')))).toEqual(['net']);
  });

  it('answers each file with its own models', async () => {
    const finds = open(real);
    const answers = ['a', 'b'].map((name) => names(finds.find(`/${name}.js`, code(name))));
    expect(await Promise.all(answers)).toEqual([['a'], ['b']]);
  });

  it('parses only the newest of the texts that wait', async () => {
    const finds = open(obedient);
    const answers = ['1', '2', '3', '4'].map((text) => names(finds.find('/a.js', text)));
    expect(await Promise.all(answers)).toEqual([['1'], ['4'], ['4'], ['4']]);
  });

  it.each([
    ['exit', 'exit code 3'],
    ['throw', 'out of order'],
    ['fail', 'no luck'],
  ])('fails only the file at which its worker does %s', async (text, reason) => {
    const finds = open(obedient);
    const failing = finds.find('/folder/bad.js', text);
    const next = names(finds.find('/good.js', 'good'));
    await expect(failing).rejects.toThrow(/could not read the models of bad\.js because of an internal error \(/);
    await expect(failing).rejects.toThrow(reason);
    expect(await next).toEqual(['good']);
    expect(log.join('\n')).toContain('/folder/bad.js');
  });

  it('replaces a worker that hangs', async () => {
    const finds = open(obedient, 3000);
    await expect(finds.find('/bad.js', 'hang')).rejects.toThrow('it took longer than 3 s');
    expect(await names(finds.find('/bad.js', 'good'))).toEqual(['good']);
  });

  it('fails each request where there is no worker', async () => {
    const finds = open(join(folder, 'missing.js'));
    const first = finds.find('/a.js', '');
    const second = finds.find('/b.js', '');
    await expect(first).rejects.toThrow('models of a.js');
    await expect(second).rejects.toThrow('models of b.js');
  });

  it('ends what waits when it is disposed', async () => {
    const finds = open(obedient);
    const running = finds.find('/a.js', 'hang');
    const waiting = finds.find('/b.js', 'good');
    const ends = Promise.all([running, waiting].map((find) => expect(find).rejects.toThrow('was ended')));
    finds.dispose();
    await ends;
    await expect(finds.find('/c.js', '')).rejects.toThrow('was ended');
  });
});
