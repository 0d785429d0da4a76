import type { RunView } from '../../src/protocol/dashboard.js';
import { Dropdown } from '../components/dropdown.js';
import { formatBytes, formatMoment } from '../format/units.js';
import { send } from '../host.js';
import type { PageModel } from '../state/model.js';

interface Props {
  readonly model: PageModel;
  readonly run: RunView;
  onSelectFit(fit: number): void;
}

/** Other runs, and the fits of this one where it has several. */
export function Pickers({ model, run, onSelectFit }: Props) {
  const { runs, fit, diskBytes } = model;
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
          onSelect={(id) => send({ type: 'selectRun', run: id })}
        />
      )}
      {run.fits.length > 1 && fit && (
        <Dropdown
          label="Fit to show"
          value={String(fit.fit)}
          options={run.fits.map((item) => ({ value: String(item.fit), label: item.label }))}
          onSelect={(value) => onSelectFit(Number(value))}
        />
      )}
      {diskBytes !== null && (
        <span class="muted" title="Disk space used by all recorded runs">
          {formatBytes(diskBytes)} on disk
        </span>
      )}
    </div>
  );
}
