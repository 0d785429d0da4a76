import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun, ON_WASM } from './support/cliRun.js';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const train = (file: string, ...args: string[]) =>
  CliRun.start(['train', join(examples, file), '--json', '--epochs', '6', ...args]);

describe('the examples train, compiled', () => {
  it.each([
    ['xor.js', []],
    ['vanishing.js', []],
    ['digits.js', []],
    ['ways/factory.js', ['--line', '5']],
    ['ways/builder.js', ['--data', 'iris', '--yes']],
    ['ways/Playground.jsx', ['--data', 'moons', '--yes']],
    ['ways/page.html', ['--data', 'spiral', '--yes']],
    ['ways/lesson.py', ['--data', 'random']],
    ['ways/iris.py', ['--model', 'model']],
    ['ways/sequence.ipynb', ['--data', 'tokens']],
  ])('%s, as it is meant to be run', async (file, args) => {
    await using run = await train(file, ...args);
    expect([await run.exited, run.reason]).toEqual([0, expect.stringContaining('6 epochs')]);
    expect(run.linesOf('fitEnd').at(-1)).toMatchObject({ outcome: 'completed' });
    expect(run.linesOf('stepMode').map(({ mode }) => mode)).toEqual(['compiled']);
    const events = await readFile(join(run.store, 'runs', String(run.lines[0]?.run), 'events.ndjson'), 'utf8');
    expect(events).toContain(`"metricsOver":"${/\.(py|ipynb)$/.test(file) ? 'epoch' : 'batches'}"`);
  });

  // What each format holds is read in the unit ring; here is one of each way to the trainer.
  it.each([
    ...['csv', 'parquet'].map((ending) => ({ data: `datasets/fruit.${ending}`, target: ['--target', 'kind'] })),
    { data: 'datasets/fruit-inputs.npy,datasets/fruit-kinds.npy', target: [] },
    { data: 'datasets/shapes', target: [] },
  ])('on $data', async ({ data, target }) => {
    const isPictures = data.endsWith('shapes');
    const named = data
      .split(',')
      .map((path) => join(examples, path))
      .join(',');
    const file = isPictures ? 'datasets/pictures.js' : 'ways/builder.js';
    const on = isPictures ? [] : ON_WASM;
    await using run = await train(file, '--data', named, '--yes', ...target, ...on);
    expect([await run.exited, run.reason]).toEqual([0, expect.stringContaining('6 epochs')]);
    expect(run.linesOf('stepMode').map(({ mode }) => mode)).toEqual([isPictures ? 'compiled' : 'eager']);
  });
});
