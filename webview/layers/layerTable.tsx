import { useRef, useState } from 'preact/hooks';
import type { HeatUpdate } from '../../src/protocol/dashboard/heatPart.js';
import type { LayersView } from '../../src/protocol/dashboard/messages.js';
import type { FitView } from '../../src/protocol/dashboard/parts.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { Chip } from '../components/chip.js';
import type { Domain } from '../heatmap/normScale.js';
import { send } from '../host.js';
import type { Track } from '../pageModel.js';
import { toggled } from '../toggled.js';
import { layerColumns } from './layerColumns.js';
import { LayerDetails } from './layerDetails.js';
import { layerFacts } from './layerFacts.js';
import { LayerHead } from './layerHead.js';
import { LayerRow } from './layerRow.js';
import { sortedLayers } from './sortedLayers.js';

interface Props {
  readonly track: Track;
  readonly fit: FitView;
  /** Gradient norms over the batches that the plots show. */
  readonly heat: HeatUpdate | null;
  /** Of the colors of gradient norms. */
  readonly domain: Domain;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  /** Indices of the layers whose rows are open. */
  readonly open: readonly number[];
  onOpen(layers: number[]): void;
  readonly view: LayersView;
  onView(view: LayersView): void;
}

/** Every layer: what it is, what its gradient does, and what it puts out. */
export function LayerTable({ track, fit, heat, domain, past, open, onOpen, view, onView }: Props) {
  const { layerSamples, layerCurves, progress } = track;
  const isLater = past !== null && track.activations !== null && track.activations.step > past;
  const activations = isLater ? null : track.activations;
  const columns = layerColumns(activations !== null);
  const facts = layerFacts(fit, { ...track, heat, activations, judgement: past === null ? track.judgement : null });
  const { order, hold } = useHeldOrder(sortedLayers(facts, columns, view), [track.key, fit, view]);
  const troubled = facts.filter(({ trouble }) => trouble.length > 0).length;
  return (
    <>
      <div class="layers-bar">
        <p class="summary">{activations && `${activations.summary} ${activations.interval}`}</p>
        <Chip
          label={`Only trouble (${formatCount(troubled)})`}
          title="Show only the layers that need a look: for their gradient, their outputs, or a finding of the run"
          isOn={view.onlyTrouble}
          isDisabled={troubled === 0 && !view.onlyTrouble}
          onClick={() => onView({ ...view, onlyTrouble: !view.onlyTrouble })}
        />
      </div>
      <table class="layers" aria-label="Layers" {...hold}>
        <LayerHead columns={columns} view={view} onView={onView} />
        <tbody>
          {order.map((index) => {
            const each = facts[index];
            if (!each) return null;
            const isOpen = open.includes(index);
            return [
              <LayerRow
                key={each.layer.name}
                facts={each}
                columns={columns}
                domain={domain}
                isOpen={isOpen}
                onToggle={() => onOpen(toggled(open, index))}
                onReveal={() => send({ type: 'revealLayer', track: track.key, layer: index })}
              />,
              isOpen && (
                <LayerDetails
                  key={`details of ${each.layer.name}`}
                  facts={each}
                  activations={activations}
                  columns={columns.length}
                  past={past}
                  onSave={() => send({ type: 'saveSeries', track: track.key, of: { kind: 'layer', layer: index } })}
                  curves={layerCurves?.find(({ layer }) => layer === index)?.series ?? []}
                  batches={progress?.batches ?? 0}
                  samplesOf={(stream) => layerSamples?.[stream]?.find(({ layer }) => layer === index) ?? null}
                />
              ),
            ];
          })}
        </tbody>
      </table>
      {order.length === 0 && <p class="muted">No layer needs a look.</p>}
    </>
  );
}

/** An order that does not change under the pointer or the focus, though the values do, until something of `keys` does. */
function useHeldOrder(order: readonly number[], keys: readonly unknown[]) {
  const [isHeld, setHeld] = useState(false);
  const shown = useRef({ order, keys });
  const isSame = keys.every((key, index) => key === shown.current.keys[index]);
  if (!isHeld || !isSame) shown.current = { order, keys };
  const [holds, lets] = [() => setHeld(true), () => setHeld(false)];
  return {
    order: shown.current.order,
    hold: { onPointerEnter: holds, onPointerLeave: lets, onFocusIn: holds, onFocusOut: lets },
  };
}
