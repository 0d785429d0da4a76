import { expect, test } from 'vitest';
import { type SavedWith, savePicture, saveSeries } from '../../../src/dashboard/savedFile.js';
import { roundValues } from '../../../webview/plots/picture/pictureTicks.js';
import { denseLayers, SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';

const run = new SyntheticRun('a');
const fit = new SyntheticFit({ layers: denseLayers(2, true) });

function asked(of: (actions: SavedWith) => void): string[] {
  const told: string[] = [];
  of({
    savePicture: ({ id }, name, format, bytes) => told.push(`${id} ${name} ${format} ${bytes.length}`),
    saveSeries: ({ id }, name, series) => told.push(`${id} ${name}: ${series.join(', ')}`),
  });
  return told;
}

const pictured = (
  format: 'png' | 'svg',
  content: string,
  shown: { run: typeof run; fit: typeof fit } | null = { run, fit },
) =>
  asked((actions) =>
    savePicture({ type: 'savePicture', track: 'a', name: 'loss', format, content }, shown ?? undefined, actions),
  );

test('Only what is a picture of its kind is saved', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]).toString('base64');
  expect(pictured('png', png)).toEqual(['a loss png 10']);
  expect(pictured('svg', '<svg width="1"></svg>\n')).toEqual(['a loss svg 22']);
  expect(pictured('png', '<svg width="1"></svg>')).toEqual([]);
  expect(pictured('svg', png)).toEqual([]);
  expect(pictured('svg', '<svg width="1">')).toEqual([]);
  expect(pictured('png', png, null)).toEqual([]);
});

type Of = Parameters<typeof saveSeries>[0]['of'];
const tabled = (of: Of, shown: Parameters<typeof saveSeries>[1] = { run, fit }) =>
  asked((actions) => saveSeries({ type: 'saveSeries', track: 'a', of }, shown, actions));

test('Series are saved by the names that an export has for them', () => {
  expect(tabled({ kind: 'curve', name: 'loss' })).toEqual(['a loss: loss']);
  expect(tabled({ kind: 'curve', name: 'acc' })).toEqual(['a acc: acc']);
  expect(tabled({ kind: 'layer', layer: 2 })).toEqual([
    'a dense_2: dense_2/kernel gradNorm, dense_2/kernel weightNorm, dense_2/kernel updateNorm, dense_2/bias gradNorm, dense_2/bias weightNorm, dense_2/bias updateNorm',
  ]);
  expect(tabled({ kind: 'curve', name: '../acc' })).toEqual([]);
  const validated = new SyntheticFit({ layers: denseLayers(2, true) });
  validated.epochs.push({ fit: 1, epoch: 0, step: 3, logs: { loss: 1, val_loss: 2 } });
  expect(tabled({ kind: 'curve', name: 'loss' }, { run, fit: validated })).toEqual(['a loss: loss, val_loss']);
  expect(tabled({ kind: 'curve', name: 'acc' }, { run, fit: validated })).toEqual(['a acc: acc']);
  expect(tabled({ kind: 'layer', layer: 0 })).toEqual([]);
  expect(tabled({ kind: 'curve', name: 'loss' }, { run, fit: undefined })).toEqual([]);
});

test('A picture has round values on its axes', () => {
  expect(roundValues(0, 120)).toEqual([0, 20, 40, 60, 80, 100, 120]);
  expect(roundValues(0.83, 1.41).map((value) => Number(value.toFixed(9)))).toEqual([0.9, 1, 1.1, 1.2, 1.3, 1.4]);
});
