import { expect, test } from 'vitest';
import { openLayerCurves } from '../../../src/dashboard/view/openLayerCurves.js';
import { type HeatUpdate, heatOver } from '../../../src/protocol/dashboard/heatPart.js';
import { primaryVariables } from '../../../src/runs/layerFigures.js';
import { shownHeat } from '../../../webview/heatmap/shownHeat.js';
import { zoomKey } from '../../../webview/plots/plotKeys.js';
import { denseLayers, SyntheticFit, trainVanishing } from '../../webview/support/syntheticRun.js';

const heat: HeatUpdate = { size: 4, from: 0, columns: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6) };

test('Until the detail of a zoom has come, what is there is cut to it in whole buckets', () => {
  expect(shownHeat({ heat, zoomDetail: null }, null)).toBe(heat);
  const zoom = { from: 5, to: 9 };
  const cut = { size: 4, from: 1, columns: 2, values: Float32Array.of(2, 3, 5, 6) };
  expect(shownHeat({ heat, zoomDetail: null }, zoom)).toEqual(cut);
  const fine = { ...heat, size: 1, from: 5 };
  const detail = { zoom, series: [], heat: fine };
  expect(shownHeat({ heat, zoomDetail: detail }, zoom)).toBe(fine);
  expect(shownHeat({ heat, zoomDetail: detail }, { from: 5, to: 10 })).toEqual(cut);
  expect(shownHeat({ heat, zoomDetail: null }, { from: 40, to: 50 })?.columns).toBe(0);
  expect(shownHeat({ heat: null, zoomDetail: null }, zoom)).toBeNull();
});

test('The detail of a zoom has every layer’s norms over its batches', () => {
  const fit = new SyntheticFit({ layers: denseLayers(3, true) });
  trainVanishing(fit, 80);
  const variables = primaryVariables(fit.summary).filter((variable) => variable !== null);
  expect(heatOver({ series: fit.series, variables }, 20, 60)).toMatchObject({ size: 1, from: 20, columns: 40 });
  expect(heatOver({ series: fit.series, variables: [] }, 20, 60)).toBeNull();
});

test('Open layers have their norms over the batches that the page looks at', () => {
  const fit = new SyntheticFit({ layers: denseLayers(2, true) });
  trainVanishing(fit, 20);
  const look = { width: 800, zoom: null as { from: number; to: number } | null, openLayers: [] as number[] };
  const source = openLayerCurves(fit, { look: () => look });
  expect(source.version()).toBeNull();
  look.openLayers = [0, 2];
  const first = source.version();
  const read = source.read();
  // The first of them has no weights.
  expect(read?.map(({ layer }) => layer)).toEqual([2]);
  expect(read?.[0]?.series.map(({ key, from, mean }) => [key, from, mean.length])).toEqual(
    ['gradNorm', 'weightNorm', 'updateNorm'].map((name) => [`stat:2:${name}`, 0, 20]),
  );
  look.zoom = { from: 5, to: 9 };
  expect(source.version()).not.toBe(first);
  expect(source.read()?.[0]?.series[1]).toMatchObject({ from: 5, mean: Float32Array.of(5, 5, 5, 5) });
});

test('Keys zoom about what is pointed at, and leave alone what zooms the window', () => {
  const range = { from: 100, to: 200 };
  expect(zoomKey({ key: '+' }, 120, range)).toEqual({ from: 95, to: 145 });
  expect(zoomKey({ key: '-' }, null, range)).toEqual({ from: 50, to: 250 });
  expect([zoomKey({ key: '0' }, 120, range), zoomKey({ key: 'Escape' }, 120, range)]).toEqual([null, null]);
  expect([zoomKey({ key: '+', ctrlKey: true }, 1, range), zoomKey({ key: 'a' }, 1, range)]).toEqual([
    undefined,
    undefined,
  ]);
});
