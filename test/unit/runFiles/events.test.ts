import { describe, expect, it } from 'vitest';
import type { TrainerEvents } from '../../../src/protocol/trainer.js';
import { encodeEvent, parseEvents } from '../../../src/runFiles/events.js';
import { sampleFit } from './sampleFit.js';

const setup = {
  data: null,
  samples: 12,
  validation: 0,
  epochsFrom: 'source',
  sourceEpochs: 5,
  classWeights: [1, Number.NaN],
};

const told: { name: keyof TrainerEvents; payload: unknown }[] = [
  {
    name: 'ready',
    payload: { pid: 1, node: '24.0.0', backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/x' } },
  },
  { name: 'phase', payload: 'training' },
  { name: 'fitStarted', payload: { ...sampleFit(), name: 'NaN', learningRate: Number.NaN, setup } },
  {
    name: 'epochEnded',
    payload: { fit: 1, epoch: 0, step: 10, logs: { loss: Number.NaN, val_loss: -Infinity, acc: 0.5 } },
  },
  { name: 'stepMode', payload: { fit: 1, step: 4, mode: 'compiled', reason: null } },
  { name: 'stepMode', payload: { fit: 1, step: 9, mode: 'eager', reason: 'custom layer Foo reads values' } },
  {
    name: 'problem',
    payload: { kind: 'not-a-number', severity: 'warning', message: 'a\nb ∇', location: null, stack: null },
  },
  {
    name: 'problem',
    payload: {
      kind: 'not-done',
      severity: 'note',
      message: 'left out',
      location: { file: '/a.py', line: 3, column: 1 },
      stack: null,
    },
  },
  { name: 'storageFull', payload: { bytes: 12 } },
  { name: 'fitEnded', payload: { fit: 1, outcome: 'stopped', epochs: 1, batches: 10, seconds: 0.5 } },
  { name: 'ended', payload: { outcome: 'stopped', exitCode: 0 } },
];
const lines = told.map(({ name, payload }) => encodeEvent(name, payload));

describe('the events of a run', () => {
  it('are read back as they were told, NaN and infinities too', () => {
    expect(parseEvents(lines.join(''))).toEqual(told);
  });

  it('keep what is whole wherever the file was cut', () => {
    const text = lines.join('');
    for (let length = 0; length <= text.length; length++) {
      const cut = parseEvents(text.slice(0, length));
      const whole = lines.filter((_, index) => lines.slice(0, index + 1).join('').length - 1 <= length).length;
      expect(cut).toEqual(told.slice(0, whole));
    }
  });

  it('leave out lines that are none', () => {
    const garbage = [
      '{"a":1}',
      '["phase","flying"]',
      '["records",{}]',
      '[]',
      'null',
      '\u0000\u0000',
      '["epochEnded",null]',
      '',
    ];
    expect(parseEvents([...garbage, lines[1]?.trimEnd(), ...garbage].join('\n'))).toEqual([told[1]]);
  });

  it('are JSON for any reader, one a line', () => {
    expect(lines[3]).toBe(
      '["epochEnded",{"fit":1,"epoch":0,"step":10,"logs":{"loss":"NaN","val_loss":"-Infinity","acc":0.5}}]\n',
    );
  });
});
