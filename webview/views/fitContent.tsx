import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ComparisonView } from '../../src/protocol/dashboard/comparisonPart.js';
import type { LayersView, PlotsView } from '../../src/protocol/dashboard/messages.js';
import type { BatchRange, FitView, PageParts } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { ComparisonTable } from '../compare/comparisonTable.js';
import { DepthPlot } from '../compare/depthPlot.js';
import { FoldsTable } from '../compare/foldsTable.js';
import { OtherHeatMaps } from '../compare/otherHeatMaps.js';
import { HeatMap } from '../heatmap/heatMap.js';
import { shownHeat } from '../heatmap/shownHeat.js';
import { useDomain } from '../heatmap/useDomain.js';
import { LayerTable } from '../layers/layerTable.js';
import type { PageLook, Track } from '../pageModel.js';
import { Curves } from '../plots/curves.js';
import { SavedTrack } from '../plots/plotMenu.js';
import type { TrackLook } from '../plots/trackLook.js';
import { Predictions } from '../predictions/predictions.js';
import { Details } from './details.js';

interface Props {
  /** The main one first: its fit is the one whose layers are shown. */
  readonly tracks: readonly [Track, ...Track[]];
  readonly run: RunView;
  readonly fit: FitView;
  readonly look: PageLook;
  onLook(change: Partial<PageLook>): void;
  readonly looks: readonly TrackLook[];
  /** Null where nothing is compared. */
  readonly comparison: ComparisonView | null;
  onOpen(run: string): void;
  onRemove(run: string): void;
  readonly plots: PlotsView;
  onPlots(plots: PlotsView): void;
  readonly layers: LayersView;
  onLayers(layers: LayersView): void;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  onPast(step: number | null): void;
  /** Shows another fit of the run. */
  onFit(fit: number): void;
  /** What a kept model was asked about last. */
  readonly asked: PageParts['asked'];
}

/** What fits have to show: curves, gradients over time, layers. */
export function FitContent({
  tracks,
  run,
  fit,
  look,
  onLook,
  looks,
  comparison,
  onOpen,
  onRemove,
  plots,
  onPlots,
  layers,
  onLayers,
  past,
  onPast,
  onFit,
  asked,
}: Props) {
  const [main] = tracks;
  const { heat, folds, latest, predictions, progress, zoomDetail } = main;
  const { zoom } = look;
  const shown = useMemo(() => shownHeat({ heat, zoomDetail }, zoom), [heat, zoomDetail, zoom]);
  const batches = progress?.batches ?? 0;
  const zoomTo = (wanted: BatchRange | null): void => {
    const isWhole = wanted === null || (wanted.from <= 0 && wanted.to >= batches);
    onLook({ zoom: isWhole ? null : { from: Math.max(0, wanted.from), to: Math.min(batches, wanted.to) } });
  };
  const domain = useDomain(tracks.filter(({ role }) => role !== 'behind'));
  return (
    <>
      <Section id="curves" title="Loss and metrics">
        <SavedTrack.Provider value={main.key}>
          <Curves
            tracks={tracks}
            looks={looks}
            fit={fit}
            zoom={zoom}
            onZoom={(wanted) => onLook({ zoom: wanted })}
            view={plots}
            onView={onPlots}
            past={past}
          />
        </SavedTrack.Provider>
        <Details run={run} fit={fit} progress={progress} />
      </Section>
      {folds && (
        <Section id="folds" title="Folds">
          <FoldsTable folds={folds} fit={fit.fit} onOpen={onFit} />
        </Section>
      )}
      {comparison && (
        <Section id="comparison" title="Runs compared">
          <ComparisonTable comparison={comparison} looks={looks} onOpen={onOpen} onRemove={onRemove} />
        </Section>
      )}
      {tracks.length > 1 && (
        <Section id="by-depth" title="Gradient norm by depth">
          <DepthPlot tracks={tracks} looks={looks} past={past} onPast={onPast} />
        </Section>
      )}
      <Section id="gradients" title="Gradient norm by layer">
        <p class="summary">{latest?.summary ?? 'No batch yet.'}</p>
        <HeatMap
          fit={fit}
          heat={shown}
          signs={latest?.signs ?? []}
          domain={domain}
          batches={batches}
          past={past}
          onZoom={zoomTo}
        />
        <OtherHeatMaps tracks={tracks} looks={looks} domain={domain} zoom={zoom} onZoom={zoomTo} />
      </Section>
      <Section id="layers" title="Layers">
        <LayerTable
          track={main}
          fit={fit}
          heat={shown}
          domain={domain}
          past={past}
          open={look.openLayers}
          onOpen={(openLayers) => onLook({ openLayers })}
          view={layers}
          onView={onLayers}
        />
      </Section>
      {predictions && (
        <Section id="predictions" title="Predictions">
          <Predictions track={main.key} view={predictions} asked={asked?.asked ?? null} isPast={past !== null} />
        </Section>
      )}
    </>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
