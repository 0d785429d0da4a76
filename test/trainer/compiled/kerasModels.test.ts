import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { CliRun, type JsonLine } from '../support/cliRun.js';

const PROGRAM = join(import.meta.dirname, '..', '..', 'fixtures', 'trainer', 'compiled', 'kerasModels.py');
/** In the program's order. */
const FITS = [
  ...['SGD', 'nesterov', 'RMSprop', 'Adam by a schedule, with class weights', 'Adamax', 'Nadam', 'clipped gradients'],
  'dropout and a mask',
];

const lines: Record<'off' | 'auto', readonly JsonLine[]> = { off: [], auto: [] };

beforeAll(async () => {
  const files = { 'models.py': await readFile(PROGRAM, 'utf8') };
  for (const mode of ['off', 'auto'] as const) {
    const args = ['train', 'models.py', '--yes', '--seed', '3', '--compiled', mode, '--json'];
    await using run = await CliRun.start(args, { files });
    expect(await run.exited).toBe(0);
    lines[mode] = run.lines;
  }
});

it('trains every model of Keras with compiled steps', () => {
  const modes = lines.auto.filter(({ type }) => type === 'stepMode');
  expect(modes.map(({ fit, mode }) => ({ fit, mode }))).toEqual(
    FITS.map((_, index) => ({ fit: index + 1, mode: 'compiled' })),
  );
  expect(lines.auto.filter(({ type }) => type === 'problem')).toEqual([]);
});

it.each(FITS.map((name, index) => [name, index + 1] as const))('%s: epochs as eager steps give them', (_, fit) => {
  const [eager, compiled] = [logsOf('off', fit), logsOf('auto', fit)];
  expect(eager).toHaveLength(2);
  expect(compiled.length).toBe(eager.length);
  // Draws of a compiled step are others than those of eager ones.
  if (fit === FITS.length) return;
  eager.forEach((logs, epoch) => {
    for (const [name, value] of Object.entries(logs)) {
      expect(Math.abs((compiled[epoch]?.[name] ?? Number.NaN) - value), `${name} of epoch ${epoch}`).toBeLessThan(1e-4);
    }
  });
});

function logsOf(mode: 'off' | 'auto', fit: number): Record<string, number>[] {
  return lines[mode]
    .filter((line) => line.type === 'epoch' && line.fit === fit)
    .map(({ logs }) => logs as Record<string, number>);
}
