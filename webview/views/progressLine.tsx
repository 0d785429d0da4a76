import type { Progress } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { formatCount, formatRate } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { formatDuration } from '../format/units.js';

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
              title="Epochs completed, out of those requested"
              value={ofTotal(progress.epochs, progress.totalEpochs)}
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
            <Fact
              label="Speed"
              plain={true}
              title={
                run.ended
                  ? 'Steps (batches) per second over the whole fit'
                  : 'Steps (batches) per second over the last second or so'
              }
              value={progress.batchesPerSecond === null ? '–' : `${formatRate(progress.batchesPerSecond)} steps/s`}
            />
            {!run.ended && (
              <Fact
                label="Left"
                title="Time until the last epoch ends at this pace"
                value={progress.timeLeft === null ? '–' : formatDuration(progress.timeLeft)}
              />
            )}
            <StepModeFact mode={progress.stepMode} />
          </>
        )}
      </dl>
    </div>
  );
}

interface FactProps {
  readonly label: string;
  readonly title: string;
  readonly value: string;
  /** The value says by itself what it is. */
  readonly plain?: boolean;
}

function Fact({ label, title, value, plain = false }: FactProps) {
  return (
    <div class="fact" title={title}>
      <dt class={plain ? 'visually-hidden' : ''}>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const ofTotal = (done: number, total: number | null): string =>
  total === null ? formatCount(done) : `${formatCount(done)}/${formatCount(total)}`;

const SWITCH = 'To turn compiled steps off, use the setting gradlens.compiledStep.';

const COMPILED =
  'Each step is one TensorFlow call: forward pass, gradients, their statistics, and the update. ' +
  `The results match those of eager steps to within 1e-4. ${SWITCH}`;

const EAGER =
  'Each step runs one operation at a time, as TensorFlow.js does by default. This is slower, especially for small nets.';

/** Whether the fit's steps are compiled, and if not, why; screen readers hear it when it changes. */
function StepModeFact({ mode }: { readonly mode: Progress['stepMode'] }) {
  const compiled = mode?.mode === 'compiled';
  const reason = mode?.reason ?? null;
  const title = mode ? (compiled ? COMPILED : `${EAGER}${reason === null ? '' : ` Reason: ${reason}.`}`) : undefined;
  return (
    <div class="fact fact-mode" title={title}>
      <dt>Steps</dt>
      <dd>
        <span role="status">
          {mode === null ? (
            '–'
          ) : (
            <>
              {compiled && <Icon name="zap" />}
              {reason === null ? mode.mode : `${mode.mode}: ${reason}`}
            </>
          )}
        </span>
        {title !== undefined && <span class="visually-hidden">{title}</span>}
      </dd>
    </div>
  );
}
