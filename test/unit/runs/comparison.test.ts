import { describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';
import { comparedNames } from '../../../src/runs/compare/comparedNames.js';
import type { ComparedTrack } from '../../../src/runs/compare/comparedValue.js';
import { compareRuns } from '../../../src/runs/compare/comparison.js';
import { NO_MARKS } from '../../../src/runs/marks.js';
import type { RunState } from '../../../src/runs/types.js';
import { denseLayers } from '../../webview/support/syntheticRun.js';

const summary: FitSummary = {
  fit: 1,
  kind: 'fit',
  name: 'model',
  location: null,
  layers: denseLayers(3),
  variables: [],
  optimizer: 'Adam',
  learningRate: 0.003,
  loss: 'meanSquaredError',
  metrics: [],
  batchSize: 32,
  epochs: 20,
  initialEpoch: 0,
  batchesPerEpoch: 10,
  setup: { data: null, samples: 400, validation: 0, epochsFrom: 'source', sourceEpochs: 20 },
  startedAt: 0,
};
const ended: RunState = {
  kind: 'ended',
  outcome: 'completed',
  exitCode: 0,
  message: null,
  verdict: { kind: 'learns', text: 'Learns: loss 0.1, guessing gives 0.7' },
  endedAt: 3500,
};

function track(changed: Partial<FitSummary> = {}, run: Partial<ComparedTrack['run']> = {}, logs = {}): ComparedTrack {
  return {
    run: {
      id: 'a',
      request: {
        ...PLAIN_RUN,
        file: '/w/net.js',
        cwd: '/w',
        backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '' },
      },
      startedAt: 1000,
      state: ended,
      marks: NO_MARKS,
      best: null,
      judgement: null,
      problems: [],
      ...run,
    },
    fit: {
      summary: { ...summary, ...changed },
      epochs: [{ fit: 1, epoch: 0, step: 10, logs: { loss: 0.5, ...logs } }],
      latest: null,
      end: null,
    },
  };
}

function texts(tracks: readonly ComparedTrack[], changes: readonly (string | null)[] = []) {
  const columns = compareRuns(tracks, changes);
  return {
    differing: columns.filter(({ differs }) => differs).map(({ name }) => name),
    order: columns.map(({ differs }) => differs),
    of: (name: string) => columns.find((column) => column.name === name)?.values.map(({ text }) => text),
  };
}

describe('runs compared', () => {
  it('say what differs first, settings before results', () => {
    const [, ...others] = denseLayers(3);
    const layers = [...others, ...denseLayers(1)].map((layer) => ({ ...layer, activation: 'relu' }));
    const compared = texts(
      [track({}, {}, { val_acc: 0.5 }), track({ layers, learningRate: 0.01 }, {}, { val_acc: 0.75, loss: Number.NaN })],
      [null, 'lines 9, 10: sigmoid to relu'],
    );
    expect(compared.differing).toEqual(['changes', 'learningRate', 'activations', 'bestValidation', 'finalLoss']);
    expect(compared.order.lastIndexOf(true)).toBe(4);
    expect(compared.of('changes')).toEqual(['–', 'lines 9, 10: sigmoid to relu']);
    expect(compared.of('activations')).toEqual(['3× sigmoid', '3× relu']);
    expect(compared.of('units')).toEqual(['3× 64', '3× 64']);
    expect(compared.of('bestValidation')).toEqual(['val_acc 0.500', 'val_acc 0.750']);
    expect(compared.of('finalLoss')).toEqual(['0.500', 'NaN']);
    expect(compared.of('duration')).toEqual(['2.5 s', '2.5 s']);
    expect(compared.of('verdict')).toEqual(['Learns', 'Learns']);
  });

  it('call unknown what is, which differs from nothing', () => {
    const { setup: _, ...older } = summary;
    const steps = { ...older, kind: 'steps', epochs: null, batchSize: null } as const;
    const stepping: ComparedTrack = { ...track(), fit: { summary: steps, epochs: [], latest: null, end: null } };
    const unread: ComparedTrack = { ...track(), fit: undefined };
    const ofSeveral = track({}, { state: { ...ended, verdict: { kind: 'learns', text: 'fit 2: Learns: loss 0.1' } } });
    expect(texts([unread, { ...ofSeveral, fit: undefined }]).of('verdict')).toEqual(['Learns', 'Learns']);
    const compared = texts([track(), stepping, unread], [null, 'no change', null]);
    expect(compared.differing).toEqual([]);
    expect(compared.of('epochs')).toEqual(['20', 'unknown', 'unknown']);
    expect(compared.of('samples')).toEqual(['400', 'unknown', 'unknown']);
    expect(compared.of('data')).toEqual(['the file’s own', 'the file’s own', 'unknown']);
    expect(compared.of('changes')).toEqual(['–', '–', 'unknown']);
    expect(compared.of('finalLoss')).toEqual(['0.500', 'unknown', 'unknown']);
  });

  it('are called by what tells them apart', () => {
    const { run } = track();
    const day = 86_400_000;
    const named = { ...run, marks: { ...NO_MARKS, name: 'wide' } };
    expect(comparedNames([named, { ...run, startedAt: day }])).toEqual([
      'wide',
      expect.stringMatching(/Jan \d+, \d\d:/),
    ]);
    const other = { ...run, request: { ...run.request, file: '/w/other.js' } };
    expect(comparedNames([named, other])).toEqual([
      'wide · net.js',
      expect.stringMatching(/^\d\d:\d\d:01 · other\.js$/),
    ]);
  });
});
