import type { FitView, Progress } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { formatCount, formatRate } from '../../src/protocol/numberText.js';
import { Fact } from '../components/fact.js';
import { LinkButton } from '../components/linkButton.js';
import { send } from '../host.js';
import { StepModeFact } from './stepMode.js';

interface Props {
  readonly run: RunView;
  /** Null until the run has one. */
  readonly fit: FitView | null;
  readonly progress: Progress | null;
}

/** How it is trained, how fast, and on what: for those who ask. */
export function Details({ run, fit, progress }: Props) {
  return (
    <dl class="details" aria-label="Details">
      {fit && <FitDetails fit={fit} />}
      <Backend run={run} />
      {progress && <Speed run={run} progress={progress} />}
      {progress && <StepModeFact mode={progress.stepMode} />}
    </dl>
  );
}

function FitDetails({ fit: { optimizer, learningRate, loss, batchSize } }: { readonly fit: FitView }) {
  return (
    <>
      <Fact label="Optimizer" title="Turns gradients into updates of the weights" value={optimizer} plain={true} />
      {learningRate !== null && (
        <Fact
          label="Learning rate"
          title="How large a step the optimizer takes along the gradient"
          value={learningRate}
        />
      )}
      <Fact label="Loss" title="The function that training minimizes" value={loss} />
      {batchSize !== null && <Fact label="Batch size" title="Samples per step" value={formatCount(batchSize)} />}
    </>
  );
}

function Speed({ run, progress: { batchesPerSecond } }: { readonly run: RunView; readonly progress: Progress }) {
  return (
    <Fact
      label="Speed"
      name="fact-speed"
      plain={true}
      title={
        run.ended
          ? 'Steps (batches) per second over the whole fit'
          : 'Steps (batches) per second over the last second or so'
      }
      value={batchesPerSecond === null ? '–' : `${formatRate(batchesPerSecond)} steps/s`}
    />
  );
}

/** What computes, with the way to something faster. */
function Backend({ run }: { readonly run: RunView }) {
  const { label, title, embedded } = run.backend;
  return (
    <Fact
      label="Backend"
      title={title}
      value={
        <>
          {label}
          {embedded && ' '}
          {embedded && (
            <LinkButton
              text="Install tfjs-node"
              title="Install TensorFlow's native backend for Node, which trains large nets faster"
              onClick={() => send({ type: 'installTfjsNode' })}
            />
          )}
        </>
      }
    />
  );
}
