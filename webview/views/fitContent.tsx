import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ComparisonView } from '../../src/protocol/dashboard/comparisonPart.js';
import type { LayersView, PlotsView } from '../../src/protocol/dashboard/messages.js';
import type { FitView } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { ComparisonTable } from '../compare/comparisonTable.js';
import { HeatMap } from '../heatmap/heatMap.js';
import { normDomain } from '../heatmap/normScale.js';
import { LayerTable } from '../layers/layerTable.js';
import type { PageLook, Track } from '../pageModel.js';
import { Curves } from '../plots/curves.js';
import type { TrackLook } from '../plots/trackLook.js';
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
}: Props) {
  const [main] = tracks;
  const { heat, latest, progress } = main;
  const domain = useMemo(() => normDomain(heat?.values ?? new Float32Array()), [heat]);
  return (
    <>
      <Section id="curves" title="Loss and metrics">
        <Curves
          tracks={tracks}
          looks={looks}
          fit={fit}
          zoom={look.zoom}
          onZoom={(zoom) => onLook({ zoom })}
          view={plots}
          onView={onPlots}
          past={past}
        />
        <Details run={run} fit={fit} progress={progress} />
      </Section>
      {comparison && (
        <Section id="comparison" title="Runs compared">
          <ComparisonTable comparison={comparison} looks={looks} onOpen={onOpen} onRemove={onRemove} />
        </Section>
      )}
      <Section id="gradients" title="Gradient norm by layer">
        <p class="summary">{latest?.summary ?? 'No batch yet.'}</p>
        <HeatMap
          fit={fit}
          heat={heat}
          signs={latest?.signs ?? []}
          domain={domain}
          batches={progress?.batches ?? 0}
          past={past}
        />
      </Section>
      <Section id="layers" title="Layers">
        <LayerTable
          track={main}
          fit={fit}
          domain={domain}
          past={past}
          open={look.openLayers}
          onOpen={(openLayers) => onLook({ openLayers })}
          view={layers}
          onView={onLayers}
        />
      </Section>
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
