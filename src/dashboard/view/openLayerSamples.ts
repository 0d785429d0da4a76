import type { VersionedSource } from '../../protocol/dashboard/part.js';
import type { LayerSamples } from '../../protocol/dashboard/parts.js';
import type { Sample } from '../../protocol/streams/stream.js';
import { SAMPLED_STREAMS } from '../../protocol/streams/streams.js';
import { primaryVariables } from '../../runs/layerFigures.js';
import type { Fit } from '../../runs/types.js';
import type { PageContext } from '../plottedSeries.js';

/** More than a strip has pixels for is not sent. */
const MOST_ROWS = 128;

type Read = Readonly<Record<string, LayerSamples[]>>;

/** Of the layers that the page has opened what the sampled streams have of the variables that stand for them. */
export function openLayerSamples(
  fit: Pick<Fit, 'summary' | 'samples'>,
  { look }: Pick<PageContext, 'look'>,
): VersionedSource<Read> {
  const streams = Object.values(SAMPLED_STREAMS);
  const variables = primaryVariables(fit.summary);
  return {
    version() {
      const { openLayers } = look();
      if (openLayers.length === 0) return null;
      return [...openLayers, ...streams.map(({ name }) => fit.samples[name].count)].join();
    },
    read() {
      const samples = streams.map(({ name, sampling }): [string, LayerSamples[]] => {
        const { rows } = fit.samples[name];
        const read = look().openLayers.flatMap((layer) => {
          const place = variables[layer] != null && sampling?.ofVariable?.(variables[layer]);
          return place ? [layerSamples(layer, rows, place)] : [];
        });
        return [name, read];
      });
      return Object.fromEntries(samples);
    },
  };
}

/** Rows evenly spread over those that there are. */
function layerSamples(
  layer: number,
  rows: readonly Sample[],
  { from, to }: { from: number; to: number },
): LayerSamples {
  const every = Math.ceil(rows.length / MOST_ROWS);
  const sent = rows.filter((_, index) => index % every === 0);
  const width = to - from;
  const values = new Float32Array(sent.length * width);
  for (const [index, row] of sent.entries()) values.set(row.values.subarray(from, to), index * width);
  return { layer, steps: Float64Array.from(sent, ({ step }) => step), values };
}
