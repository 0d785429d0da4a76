import { useMemo } from 'preact/hooks';
import type { BatchRange, FitView } from '../../src/protocol/dashboard/parts.js';
import { HeatMap } from '../heatmap/heatMap.js';
import type { Domain } from '../heatmap/normScale.js';
import { shownHeat } from '../heatmap/shownHeat.js';
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
  /** Batches that the plots show. */
  readonly zoom: BatchRange | null;
  onZoom(zoom: BatchRange | null): void;
}

/** The heat maps of the runs that are compared with the main one, below its own. */
export function OtherHeatMaps({ tracks, looks, domain, zoom, onZoom }: Props) {
  const others = tracks.flatMap((track, index) => {
    const look = looks[index];
    return track.role === 'compared' && look?.kind === 'run' ? [{ track, look }] : [];
  });
  return (
    <>
      {others.map(({ track, look }) =>
        track.fit ? (
          <details key={track.key} class="other-heat" open={others.length <= MOST_OPEN}>
            <summary title={look.title}>
              <RunSwatch slot={look.slot} /> {look.slot + 1} {look.name}
            </summary>
            <OtherHeatMap track={track} fit={track.fit} domain={domain} zoom={zoom} onZoom={onZoom} />
          </details>
        ) : null,
      )}
    </>
  );
}

interface OtherProps extends Pick<Props, 'domain' | 'zoom' | 'onZoom'> {
  readonly track: Track;
  readonly fit: FitView;
}

function OtherHeatMap({ track: { heat, zoomDetail, progress }, fit, domain, zoom, onZoom }: OtherProps) {
  const shown = useMemo(() => shownHeat({ heat, zoomDetail }, zoom), [heat, zoomDetail, zoom]);
  const batches = progress?.batches ?? 0;
  return <HeatMap fit={fit} heat={shown} signs={[]} domain={domain} batches={batches} past={null} onZoom={onZoom} />;
}
