import { describe, expect, it } from 'vitest';
import { compiledFits } from './compiled/support/stepModes.js';
import { fixture } from './support/fixture.js';
import { type RunOptions, runToEnd, type Told } from './support/trainerRun.js';

const project = fixture('seed', 'nets.mjs');

const twice = (options: RunOptions) => Promise.all([runToEnd(project, options), runToEnd(project, options)]);

/** What the program has drawn and learned, by name. */
function told({ stdout, stderr }: Told): Record<string, unknown> {
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (!line) throw new Error(stderr);
  return JSON.parse(line);
}

/** All that was recorded of each batch. */
const recorded = ({ records }: Told) =>
  [1, 2, 3].map((fit) => {
    const own = records.filter((batch) => batch.fit === fit);
    return [own.flatMap(({ loss }) => [...loss]), own.flatMap(({ statistics }) => [...statistics])];
  });

describe.each([
  ['tfjs-node', 'auto'],
  ['tfjs-node', 'off'],
  ['wasm', 'auto'],
] as const)('with a seed, on %s with compiled steps %s', (backend, compiledStep) => {
  it('a run repeats itself bit for bit, and one with another seed draws other numbers', async () => {
    const [first, second] = await twice({ backend, compiledStep, seed: 7 });
    expect(told(second)).toEqual(told(first));
    expect(recorded(second)).toEqual(recorded(first));
    expect(
      recorded(first)
        .flat()
        .every(({ length }) => length > 0),
    ).toBe(true);
    expect(second.stepModes).toEqual(first.stepModes);
    // Each thread draws numbers of its own, those of a thread too.
    expect(new Set(told(first).thread as number[]).size).toBe(9);
    expect(compiledFits(first)).toBe(compiledStep === 'auto' && backend === 'tfjs-node' ? 3 : 0);
    if (backend !== 'wasm') return;
    const [plain, other] = [told(first), told(await runToEnd(project, { backend, seed: 8 }))];
    const same = Object.keys(plain).filter((name) => String(plain[name]) === String(other[name]));
    expect(same).toEqual(['own seed']);
  });
});

it('without a seed nothing takes the place of Math.random', async () => {
  const { stdout } = await runToEnd({ 'main.mjs': "import '@tensorflow/tfjs';\nconsole.log(String(Math.random));" });
  expect(stdout).toContain('[native code]');
});
