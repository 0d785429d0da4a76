import type { ToHost } from '../../src/protocol/dashboard/messages.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import type { RollBack } from '../../src/protocol/trainer.js';
import { Button } from '../components/toolkit.js';
import { send } from '../host.js';
import { Steps } from './steps.js';

type Action = Extract<ToHost, { type: 'control' }>['action'];

/** One button, which keeps the focus. */
const PAUSES = {
  pause: { label: 'Pause', icon: 'debug-pause', title: 'Pause training after the current batch' },
  resume: { label: 'Resume', icon: 'debug-continue', title: 'Continue with the next batch' },
} as const;

/** Stop, Pause and Resume while a run lives; Run Again and Delete after it. */
export function Controls({ run }: { readonly run: RunView }) {
  const act = (action: Action) => () => send({ type: 'control', run: run.id, action });
  const goBack = (how: RollBack) => () => send({ type: 'rollBack', run: run.id, how });
  const { stop, pause, rollBack } = run.controls;
  return (
    <div class="controls" role="toolbar" aria-label="Run controls">
      {(pause === 'pause' || pause === 'resume') && <Button {...PAUSES[pause]} onClick={act(pause)} />}
      <Steps run={run} />
      {rollBack !== null && (
        <>
          <Button
            label="Roll Back, Lower Rate"
            icon="discard"
            title={`Go on from ${rollBack} with a tenth of the learning rate`}
            onClick={goBack('learning-rate')}
          />
          <Button
            label="Roll Back, Clip"
            icon="discard"
            title={`Go on from ${rollBack} with all gradients together clipped to a norm of 1`}
            onClick={goBack('clipping')}
          />
        </>
      )}
      {(pause === 'continue' || stop === 'stop') && (
        <div class="controls">
          {pause === 'continue' && (
            <Button
              label="Continue"
              icon="debug-continue"
              title="Train on with the numbers as they are, NaN included"
              onClick={act('resume')}
            />
          )}
          {stop === 'stop' && (
            <Button
              label="Stop"
              icon="debug-stop"
              appearance="primary"
              title="End the fit after the current batch. Recorded data is kept"
              onClick={act('stop')}
            />
          )}
        </div>
      )}
      {stop === 'kill' && (
        <Button
          label="Stop Now"
          icon="debug-stop"
          appearance="primary"
          title="End the process immediately. Recorded data is kept"
          onClick={act('stop')}
        />
      )}
      {run.ended && (
        <Button
          label="Run Again"
          icon="debug-restart"
          appearance="primary"
          title="Start a new run of the same model"
          onClick={act('runAgain')}
        />
      )}
      {run.controls.saveModel && (
        <Button
          label="Save Trained Model"
          icon="save"
          appearance="icon"
          title="Save the trained model as model.json and weights"
          onClick={act('saveModel')}
        />
      )}
      {run.ended && (
        <Button
          label="Delete Run"
          icon="trash"
          appearance="icon"
          title="Delete this run and its files"
          onClick={act('delete')}
        />
      )}
    </div>
  );
}
