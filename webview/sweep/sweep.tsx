import { useMemo, useState } from 'preact/hooks';
import type { SweepView } from '../../src/protocol/dashboard/sweepPart.js';
import { formatCounted, formatShare } from '../../src/protocol/numberText.js';
import { spreadText } from '../../src/protocol/spreadText.js';
import { FEW_TRIALS, isLeft } from '../../src/protocol/sweep.js';
import { areSeedsSame, SAME_SEEDS } from '../../src/protocol/sweepGroups.js';
import { useComesIntoView } from '../components/comesIntoView.js';
import { Icon } from '../components/icon.js';
import { Button } from '../components/toolkit.js';
import { send } from '../host.js';
import { ParallelCoordinates } from './parallelCoordinates.js';
import { givenText, type SweepColumn, sweepColumns } from './sweepColumns.js';
import { hasTrial, rowsOf, type SweepRow } from './sweepRows.js';
import { SweepTable } from './sweepTable.js';

/** Many trainings of one model with other values each: what came of them, a line and a row for each, and the best one's values to be taken. */
export function Sweep({ shown: sweep }: { readonly shown: SweepView }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { name, place, state, axes, measure, hasSeeds } = sweep;
  const columns = useMemo(() => sweepColumns({ axes, measure, hasSeeds }), [JSON.stringify([axes, measure, hasSeeds])]);
  const head = useComesIntoView<HTMLHeadingElement>(sweep.id, true);
  const rows = rowsOf(sweep.trials, hasSeeds);
  return (
    <section class="try-it sweep" aria-labelledby="sweep">
      <div class="try-it-head">
        <h2 id="sweep" ref={head}>
          Sweep: {name} <span class="muted">{place}</span>
        </h2>
        <Actions sweep={sweep} />
      </div>
      <p class={`verdict tone-${isBusy(state) ? 'busy' : 'neutral'}`} role="status" aria-live="polite">
        <Icon name={isBusy(state) ? 'sync' : 'graph-line'} />
        <span class="verdict-text">{conclusion(sweep, rows, columns)}</span>
      </p>
      <Importance sweep={sweep} count={rows.length} />
      {areSeedsSame(rows.map(({ spread }) => spread)) && <p class="sweep-importance">{SAME_SEEDS}</p>}
      <ParallelCoordinates sweep={sweep} rows={rows} columns={columns} pointed={pointed} onPoint={setPointed} />
      <p class="muted sweep-legend">
        <LegendLine class="sweep-good" /> learns <LegendLine class="sweep-warning" /> with a warning{' '}
        <LegendLine class="sweep-error" /> learns nothing, or failed <LegendLine class="sweep-line sweep-best" /> best
        {hasSeeds && (
          <span class="sweep-legend-part">
            <LegendLine class="sweep-range-bar" /> range over the seeds
          </span>
        )}
      </p>
      <SweepTable sweep={sweep} rows={rows} columns={columns} pointed={pointed} onPoint={setPointed} />
    </section>
  );
}

const LegendLine = ({ class: name }: { readonly class: string }) => (
  <svg class="pair-legend-line" viewBox="0 0 24 4" aria-hidden="true">
    <line class={`sweep-line ${name}`} x1="0" y1="2" x2="24" y2="2" />
  </svg>
);

function Actions({ sweep: { state, best, trials } }: { readonly sweep: SweepView }) {
  const failed = trials.filter(({ status }) => status === 'failed').length;
  const act = (action: 'stop' | 'goOn' | 'retryFailed' | 'close') => () => send({ type: 'sweep', action });
  return (
    <div class="controls">
      {best !== null && (
        <Button
          label="Put Best Values into File"
          icon="check"
          title="Write the values of the best training into the file, as one edit; Undo takes it back"
          appearance="primary"
          onClick={() => send({ type: 'sweptTrial', action: 'put', trial: best })}
        />
      )}
      {state === 'training' && (
        <Button label="Stop" icon="debug-stop" title="End all of these trainings" onClick={act('stop')} />
      )}
      {state === 'stopped' && (
        <Button label="Go On" icon="debug-continue" title="Train what is left of the sweep" onClick={act('goOn')} />
      )}
      {!isBusy(state) && failed > 0 && (
        <Button
          label={`Retry Failed (${failed})`}
          icon="refresh"
          title="Train those that failed anew, and what is left of the sweep"
          onClick={act('retryFailed')}
        />
      )}
      <Button
        label="Close"
        icon="close"
        title={`${state === 'training' ? 'End these trainings and close this' : 'Close this'}. What was trained is kept: Sweep… of the same model shows it again`}
        onClick={act('close')}
      />
    </div>
  );
}

const isBusy = (state: SweepView['state']): boolean => state === 'training' || state === 'starting';

/** What the best training has, or how far they have come. */
function conclusion(sweep: SweepView, rows: readonly SweepRow[], columns: readonly SweepColumn[]): string {
  const { trials, axes, best, measure, state } = sweep;
  const done = trials.filter((trial) => !isLeft(trial)).length;
  const counted = `${done} of ${formatCounted(trials.length, 'training')}`;
  const found = best === null ? undefined : rows.find((row) => hasTrial(row, best));
  const column = columns.find(({ name }) => name === 'best');
  if (!found || !measure || !column)
    return isBusy(state)
      ? `${state === 'training' ? 'Training' : 'Getting ready'}: ${counted} done`
      : `No result: ${counted} done${firstFailure(trials)}`;
  const values = axes.map(({ id }, at) => `${id} ${givenText(found.values[at])}`).join(', ');
  const so = done < trials.length ? ` (${counted} done)` : '';
  const { spread } = found;
  return `Best: ${measure.name} ${column.text(found)}${spread ? spreadText(spread) : ''} with ${values}${so}`;
}

function firstFailure(trials: SweepView['trials']): string {
  const failed = trials.find(({ failure }) => failure !== null);
  return failed?.failure ? `. Training ${failed.trial}: ${failed.failure.split('\n')[0]}` : '';
}

/** Which parameter matters, most important first. */
function Importance({
  sweep: { importance, method, hasSeeds },
  count,
}: {
  readonly sweep: SweepView;
  readonly count: number;
}) {
  if (importance.length === 0) return null;
  const few = count < FEW_TRIALS ? ` So few ${hasSeeds ? 'combinations' : 'trainings'} tell little.` : '';
  return (
    <p
      class="sweep-importance"
      title={`It is the ${method}. In brackets: what a parameter that does nothing explains on average.`}
    >
      What matters:{' '}
      {importance.map(({ parameter, share, byChance }, at) => (
        <span key={parameter}>
          {at > 0 && ', '}
          <strong>{parameter}</strong> {formatShare(share)} (chance {formatShare(byChance)})
        </span>
      ))}
      .{few}
    </p>
  );
}
