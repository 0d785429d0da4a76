import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { CallSiteFinder, moveLocations, moveToCall } from '../../../src/trainer/link/fitLocations.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const SOURCE = `const tf = require('@tensorflow/tfjs');
const net = tf
  .sequential();
net.add(
  tf.layers
    .dense({ units: 1 }),
);
`;

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gradlens-source-'));
  file = join(directory, 'train.js');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** As V8 reports them: the positions of `sequential` and `dense`. */
function summaryAt(path: string): FitSummary {
  const [layer] = sampleFit().layers;
  if (!layer) throw new Error('the sample has a layer');
  const location = { file: path, line: 6, column: 6 };
  const layers = [
    { ...layer, location },
    { ...layer, location: null },
  ];
  return { ...sampleFit(), name: 'sequential_1', location: { file: path, line: 3, column: 4 }, layers };
}

describe('moveLocations', () => {
  it('moves locations to the first line of their calls, and names the model by its variable', () => {
    writeFileSync(file, SOURCE);
    const moved = moveLocations(summaryAt(file), new CallSiteFinder());
    expect(moved.name).toBe('net');
    expect(moved.location).toEqual({ file, line: 2, column: 13 });
    expect(moved.layers.map(({ location }) => location)).toEqual([{ file, line: 5, column: 3 }, null]);
  });

  it('tells the rules that comments switch off there, in Python too', () => {
    const commented = SOURCE.replace(
      '\n  tf.layers',
      '\n  // gradlens-disable-next-line dead-layer, no-progress\n  tf.layers',
    );
    writeFileSync(file, commented.replace('.dense', '    .dense').replace('const net', '/**/ const net'));
    const at = { ...summaryAt(file), location: { file, line: 3, column: 4 } };
    const [layer] = at.layers;
    const moved = moveLocations(
      { ...at, layers: layer ? [{ ...layer, location: { file, line: 7, column: 10 } }] : [] },
      new CallSiteFinder(),
    );
    expect(moved.layers[0]).toMatchObject({ location: { line: 6 }, disabled: ['dead-layer', 'no-progress'] });
    expect(moved).not.toHaveProperty('disabled');

    const python = join(directory, 'net.py');
    writeFileSync(python, 'model = Sequential([  # gradlens: disable=over-fitting\n  Dense(1),\n])\n');
    const summary = { ...at, location: { file: python, line: 1, column: 9 }, layers: [] };
    expect(moveLocations(summary, new CallSiteFinder())).toEqual({ ...summary, disabled: ['over-fitting'] });
  });

  it('tells the words of a file whose net begins with an embedding, once', () => {
    writeFileSync(file, `${SOURCE}const vocab = ['<pad>', 'good', 'bad'];\n`);
    const at = summaryAt(file);
    const setup = { data: null, samples: 1, validation: 0, epochsFrom: 'source', sourceEpochs: 1 } as const;
    const ofTokens = { ...at, setup, layers: at.layers.map((layer) => ({ ...layer, className: 'Embedding' })) };
    const finder = new CallSiteFinder();
    expect(moveLocations({ ...at, setup }, finder).setup?.words).toBeUndefined();
    expect(moveLocations({ ...ofTokens, setup: { ...setup, data: 'random' } }, finder).setup?.words).toBeUndefined();
    expect(moveLocations(ofTokens, finder).setup?.words).toEqual({ from: 'vocab', list: ['<pad>', 'good', 'bad'] });
    expect(moveLocations(ofTokens, finder).setup?.words).toBeUndefined();
  });

  it.each([
    ['has no call there', 'const nothing = 1;\n\n\n\n\n\n\n'],
    ['cannot be parsed', 'const = = = `${'],
    ['is not there', null],
  ])('leaves what V8 said where the file %s', (_name, text) => {
    if (text !== null) writeFileSync(file, text);
    expect(moveLocations(summaryAt(file), new CallSiteFinder())).toEqual(summaryAt(file));
  });

  it('keeps what it read of a file that is deleted, and reads one anew that was changed', () => {
    writeFileSync(file, SOURCE);
    const finder = new CallSiteFinder();
    const position = { file, line: 3, column: 4 };
    expect(moveToCall(position, finder)).toMatchObject({ line: 2 });
    rmSync(file);
    expect(moveToCall(position, finder)).toMatchObject({ line: 2 });
    writeFileSync(file, SOURCE.replace('tf\n  .seq', '\n\n  tf.seq'));
    utimesSync(file, 1, 1);
    expect(moveToCall(position, finder)).toMatchObject({ line: 4 });
  });
});
