import { describe, expect, it } from 'vitest';
import { fixture } from './support/fixture.js';
import { type RunOptions, runToEnd, type Told } from './support/trainerRun.js';

const project = fixture('seed', 'nets.mjs');

type Numbers = Readonly<Record<string, readonly number[]>> & { readonly starts: readonly (readonly number[])[] };

const run = (options: RunOptions) => runToEnd(project, options);

function toldBy({ stdout, exit, stderr }: Told & { exit: { code: number | null } }): Numbers {
  expect([exit.code, stderr]).toEqual([0, expect.any(String)]);
  const line = stdout.split('\n').find((text) => text.startsWith('{')) ?? '{}';
  return JSON.parse(line) as Numbers;
}

/** All that a run has recorded of its batches. */
const recorded = ({ records }: Told) =>
  [1, 2, 3, 4].map((fit) => {
    const own = records.filter((batch) => batch.fit === fit);
    return [own.flatMap(({ loss }) => [...loss]), own.flatMap(({ statistics }) => [...statistics])];
  });

describe.each([
  ['tfjs-node', 'off'],
  ['wasm', 'auto'],
] as const)('with a seed, on %s with compiled steps %s', (backend, compiledStep) => {
  const options = { backend, compiledStep } as const;

  it('a run repeats itself bit for bit, and one with another seed does not', async () => {
    const [first, second, other] = [
      await run({ ...options, seed: 7 }),
      await run({ ...options, seed: 7 }),
      await run({ ...options, seed: 8 }),
    ];
    expect(toldBy(second)).toEqual(toldBy(first));
    expect(recorded(second)).toEqual(recorded(first));
    const [a, b] = [toldBy(first), toldBy(other)];
    for (const name of Object.keys(a)) {
      if (name === 'own seed') expect(b[name]).toEqual(a[name]);
      else expect(b[name], name).not.toEqual(a[name]);
    }
  });
});

describe('streams of a seed', () => {
  it('do not depend on further layers, and on further draws', async () => {
    const options = { backend: 'wasm', seed: 7 } as const;
    const plain = toldBy(await run(options));
    const more = toldBy(await run({ ...options, env: { MORE: '1' } }));
    const [first, second, ...rest] = plain.starts;
    expect(more.starts).toHaveLength(plain.starts.length + 2);
    const [newFirst, , , ...newRest] = more.starts;
    expect([newFirst, ...newRest]).toEqual([first, second, ...rest]);
    expect(more.dataset).toEqual(plain.dataset);
  });
});
