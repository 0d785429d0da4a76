import type { TrackChoice } from '../../src/protocol/dashboard/messages.js';
import type { FitView, PageParts } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { formatMoment } from '../../src/protocol/momentText.js';
import { ComparePicker } from '../compare/comparePicker.js';
import { Dropdown } from '../components/toolkit.js';
import { formatBytes } from '../format/units.js';

interface Props {
  readonly page: PageParts;
  readonly run: RunView;
  readonly fit: FitView | null;
  /** The runs beside it, by their ids. */
  readonly compared: readonly string[];
  onSelect(choice: TrackChoice): void;
  onCompare(runs: readonly string[]): void;
}

/** Other runs, and the fits of this one where it has several. */
export function Pickers({ page, run, fit, compared, onSelect, onCompare }: Props) {
  const { diskBytes } = page;
  const runs = page.runs ?? [];
  if (runs.length < 2 && run.fits.length < 2) return null;
  return (
    <div class="pickers">
      {runs.length > 1 && (
        <Dropdown
          label="Run to show"
          value={run.id}
          options={runs.map(({ id, name, status, startedAt }) => ({
            value: id,
            label: `${name} · ${status} · ${formatMoment(startedAt)}`,
          }))}
          onSelect={(id) => onSelect({ run: id, fit: null })}
        />
      )}
      {run.fits.length > 1 && fit && (
        <Dropdown
          label="Fit to show"
          value={String(fit.fit)}
          options={run.fits.map((item) => ({ value: String(item.fit), label: item.label }))}
          onSelect={(value) => onSelect({ run: run.id, fit: Number(value) })}
        />
      )}
      {runs.length > 1 && <ComparePicker runs={runs} main={run.id} compared={compared} onCompare={onCompare} />}
      {diskBytes !== null && (
        <span class="muted" title="Disk space used by all recorded runs">
          {formatBytes(diskBytes)} on disk
        </span>
      )}
    </div>
  );
}
