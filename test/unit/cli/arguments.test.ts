import { describe, expect, it } from 'vitest';
import { parseTrainArguments } from '../../../src/cli/trainArguments.js';
import { UsageError } from '../../../src/cli/usage.js';

describe('arguments of train', () => {
  it('name data, values and where the model goes', () => {
    const typed = [
      'net.py',
      '--data',
      'iris.csv',
      '--target',
      'species',
      '--set',
      'units=10',
      '--set',
      'activation=relu',
      '--yes',
    ];
    expect(parseTrainArguments([...typed, '--save', 'out'])).toMatchObject({
      data: 'iris.csv',
      target: 'species',
      values: { units: '10', activation: '"relu"' },
      yes: true,
      save: 'out',
    });
    expect(() => parseTrainArguments(['net.py', '--set', 'units'])).toThrow('--set needs NAME=VALUE, not "units".');
    expect(() => parseTrainArguments(['net.py', '--target', 'y'])).toThrow('--target needs --data');
    expect(() => parseTrainArguments(['net.py', '--data', ''])).toThrow('--data needs a value.');
  });

  it('take a seed from 0 up to the largest that NumPy takes', () => {
    expect(parseTrainArguments(['net.js', '--seed', '0']).seed).toBe(0);
    expect(parseTrainArguments(['net.js', '--seed', '4294967295']).seed).toBe(4294967295);
    for (const text of ['4294967296', '-1', '1.5', 'x', '']) {
      const wrong = `--seed needs a whole number from 0 to 4294967295, not "${text}".`;
      expect(() => parseTrainArguments(['net.js', `--seed=${text}`])).toThrow(wrong);
    }
  });

  it('are all optional but the file', () => {
    expect(parseTrainArguments(['net.js'])).toEqual({
      file: 'net.js',
      model: null,
      line: null,
      epochs: null,
      seed: null,
      backend: null,
      compiledStep: 'auto',
      onNotANumber: 'stop',
      statistics: true,
      json: false,
      data: null,
      target: null,
      values: {},
      yes: false,
      save: null,
      expected: [],
    });
  });

  it('come in any order', () => {
    const args = ['--json', '--epochs', '5', 'net.js', '--backend=wasm', '--line', '12'];
    expect(parseTrainArguments(args)).toMatchObject({
      file: 'net.js',
      line: 12,
      epochs: 5,
      backend: 'wasm',
      json: true,
    });
  });

  it.each(['0', '-1', '1.5', '1e3', '', 'x', '99999999999999999999'])(
    'a count is a whole number from 1, not %j',
    (text) => {
      expect(() => parseTrainArguments(['net.js', `--epochs=${text}`])).toThrow(UsageError);
      expect(() => parseTrainArguments(['net.js', `--line=${text}`])).toThrow(UsageError);
    },
  );

  it.each(['auto', 'verify', 'off'])('may say %s of the compiled step', (compiledStep) => {
    expect(parseTrainArguments(['net.js', '--compiled', compiledStep])).toMatchObject({ compiledStep });
  });

  it.each(['on', 'Auto', ''])('cannot say %j of the compiled step', (text) => {
    const parse = () => parseTrainArguments(['net.js', `--compiled=${text}`]);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(`--compiled must be auto, verify, or off, not "${text}".`);
  });

  it('must be told what to train on, and what to do at NaN, in words that there are', () => {
    expect(() => parseTrainArguments(['net.js', '--backend=gpu'])).toThrow(
      '--backend must be tfjs-node or wasm, not "gpu".',
    );
    expect(() => parseTrainArguments(['net.js', '--on-nan=end'])).toThrow(
      '--on-nan must be stop or continue, not "end".',
    );
  });

  it('may name a file that begins with a dash', () => {
    expect(parseTrainArguments(['--', '--json'])).toMatchObject({ file: '--json', json: false });
  });
});
