import { HeatMap } from '../heatmap/heatMap.js';
import type { Domain } from '../heatmap/normScale.js';
import type { Track } from '../pageModel.js';
import type { TrackLook } from '../plots/trackLook.js';
import { RunSwatch } from './runSwatch.js';

/** More of them open at once push everything else off the screen. */
const MOST_OPEN = 1;

interface Props {
  readonly tracks: readonly Track[];
  readonly looks: readonly TrackLook[];
  /** The main run's, so that a color is the same norm in all of them. */
  readonly domain: Domain;
}

/** The heat maps of the runs that are compared with the main one, below its own. */
export function OtherHeatMaps({ tracks, looks, domain }: Props) {
  const others = tracks.flatMap((track, index) => {
    const look = looks[index];
    return track.role === 'compared' && look?.kind === 'run' ? [{ track, look }] : [];
  });
  return (
    <>
      {others.map(({ track: { key, fit, heat, progress }, look }) =>
        fit ? (
          <details key={key} class="other-heat" open={others.length <= MOST_OPEN}>
            <summary title={look.title}>
              <RunSwatch slot={look.slot} /> {look.slot + 1} {look.name}
            </summary>
            <HeatMap fit={fit} heat={heat} signs={[]} domain={domain} batches={progress?.batches ?? 0} past={null} />
          </details>
        ) : null,
      )}
    </>
  );
}
