import type { Progress } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { formatCount, formatDuration } from '../../src/protocol/numberText.js';
import { Fact } from '../components/fact.js';

interface Props {
  readonly progress: Progress | null;
  readonly run: RunView;
}

/** How far the fit is, as a bar and in numbers. Its height stays the same from the first batch to the end. */
export function ProgressLine({ progress, run }: Props) {
  const fraction = progress?.fraction ?? null;
  const moving = !run.ended && fraction === null && run.tone === 'busy';
  return (
    <div class="progress">
      <div
        class={`progress-bar${moving ? ' progress-moving' : ''}`}
        role="progressbar"
        aria-label="Training progress"
        aria-valuemin={0}
        aria-valuemax={100}
        {...(fraction === null ? {} : { 'aria-valuenow': Math.round(fraction * 100) })}
      >
        <div class={`progress-fill tone-${run.tone}`} style={{ width: `${(fraction ?? 0) * 100}%` }} />
      </div>
      <dl class="progress-facts">
        {progress && (
          <>
            <Fact
              label="Epoch"
              title={
                progress.batch === null
                  ? 'Epochs completed, out of those requested'
                  : 'Epoch that trains, out of those requested'
              }
              value={ofTotal(progress.epoch, progress.totalEpochs)}
            />
            <Fact
              label="Batch"
              title={progress.batch === null ? 'Batches completed in this fit' : 'Batch of the current epoch'}
              value={
                progress.batch === null
                  ? formatCount(progress.batches)
                  : ofTotal(progress.batch, progress.batchesPerEpoch)
              }
            />
            {!run.ended && (
              <Fact
                label="Left"
                title="Time until the last epoch ends at this pace"
                value={progress.timeLeft === null ? '–' : formatDuration(progress.timeLeft)}
              />
            )}
          </>
        )}
      </dl>
    </div>
  );
}

const ofTotal = (done: number, total: number | null): string =>
  total === null ? formatCount(done) : `${formatCount(done)}/${formatCount(total)}`;
