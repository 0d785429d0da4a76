import { useMemo } from 'preact/hooks';
import type { FitView } from '../../src/protocol/dashboard.js';
import { Section } from '../components/section.js';
import { HeatMap } from '../heatmap/heatMap.js';
import { normDomain } from '../heatmap/scale.js';
import { LayerTable } from '../layers/layerTable.js';
import { OutputTable } from '../outputs/outputTable.js';
import { Curves } from '../plots/curves.js';
import type { PageModel, Zoom } from '../state/model.js';
import { GradientSummary } from './gradientSummary.js';

interface Props {
  readonly model: PageModel;
  readonly fit: FitView;
  onZoom(zoom: Zoom | null): void;
}

/** What one fit has to show: curves, gradients over time, layers. */
export function FitContent({ model, fit, onZoom }: Props) {
  const { heat } = model;
  const domain = useMemo(() => normDomain(heat?.values ?? new Float32Array()), [heat]);
  return (
    <>
      <Section id="curves" title="Loss and metrics">
        <Curves model={model} fit={fit} onZoom={onZoom} />
      </Section>
      <Section id="gradients" title="Gradient norm by layer">
        <GradientSummary fit={fit} latest={model.latest} />
        <HeatMap fit={fit} heat={model.heat} domain={domain} batches={model.progress?.batches ?? 0} />
      </Section>
      {model.activations && (
        <Section id="outputs" title="Outputs by layer">
          <OutputTable fit={fit} activations={model.activations} />
        </Section>
      )}
      <Section id="layers" title="Layers">
        <LayerTable fit={fit} latest={model.latest} heat={model.heat} domain={domain} />
      </Section>
    </>
  );
}
