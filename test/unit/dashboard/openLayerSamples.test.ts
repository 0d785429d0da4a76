import { describe, expect, it } from 'vitest';
import { openLayerSamples } from '../../../src/dashboard/view/openLayerSamples.js';
import { HISTOGRAM_BINS } from '../../../src/protocol/histogramBins.js';
import { histogramStream } from '../../../src/protocol/streams/histograms.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const fit = sampleFit(1, 2);
const [layer] = fit.layers;
const summary = {
  ...fit,
  layers: layer ? [layer, { ...layer, name: 'none' }, { ...layer, name: 'b' }] : [],
  variables: fit.variables.map((variable, index) => ({ ...variable, layer: index * 2 })),
};

function opened(batches: number, openLayers: number[]) {
  const samples = newSamples(Number.POSITIVE_INFINITY);
  for (let index = 0; index < batches; index++) {
    const counts = Uint32Array.from({ length: 2 * HISTOGRAM_BINS }, (_, at) =>
      at < HISTOGRAM_BINS ? index : 1000 + index,
    );
    samples.histograms.add(oneSample(histogramStream, 1, index * 50, counts));
  }
  const look = { width: 800, zoom: null, openLayers };
  return { samples, look, source: openLayerSamples({ summary, samples }, { look: () => look }) };
}

describe('what the page gets of open layers', () => {
  it('is nothing while none is open', () => {
    expect(opened(3, []).source.version()).toBeNull();
  });

  it('is the rows of their own variables, and none for a layer without one', () => {
    expect(opened(2, [2, 1]).source.read()?.histograms).toEqual([
      {
        layer: 2,
        steps: Float64Array.of(0, 50),
        values: new Float32Array(2 * HISTOGRAM_BINS).fill(1000).fill(1001, HISTOGRAM_BINS),
      },
    ]);
  });

  it('is another version with each row and each layer that is opened', () => {
    const { samples, look, source } = opened(2, [0]);
    const versions = [source.version()];
    samples.histograms.add(oneSample(histogramStream, 1, 100, new Uint32Array(2 * HISTOGRAM_BINS)));
    versions.push(source.version());
    look.openLayers = [0, 2];
    versions.push(source.version());
    expect(new Set(versions).size).toBe(3);
  });

  it('is no more rows than are seen, evenly spread', () => {
    const [sent] = opened(255, [0]).source.read()?.histograms ?? [];
    expect(sent?.steps).toEqual(Float64Array.from({ length: 128 }, (_, index) => index * 100));
    expect(sent?.values).toHaveLength(128 * HISTOGRAM_BINS);
    expect(sent?.values.at(-1)).toBe(254);
  });
});
