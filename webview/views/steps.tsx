import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { formatCounted } from '../../src/protocol/numberText.js';
import { PACES, type StepUnit } from '../../src/protocol/trainer.js';
import { Button, Dropdown } from '../components/toolkit.js';
import { send } from '../host.js';

const FULL_SPEED = 'full';

const SPEEDS = [
  { value: FULL_SPEED, label: 'Full speed' },
  ...PACES.map((pace) => ({ value: String(pace), label: `${formatCounted(pace, 'batch', 'batches')}/s` })),
];

const STEPS: Readonly<Record<StepUnit, Omit<Parameters<typeof Button>[0], 'onClick'>>> = {
  batch: { label: '1 Batch', icon: 'debug-step-over', title: 'Train one batch, then pause' },
  epoch: { label: '1 Epoch', icon: 'debug-step-out', title: 'Train to the end of the epoch, then pause' },
};

/** Trains in small steps, or slowly, so that one can watch it learn. */
export function Steps({ run }: { readonly run: RunView }) {
  const { steps, pace } = run.controls;
  if (steps.length === 0) return null;
  const setSpeed = (value: string) =>
    send({ type: 'pace', run: run.id, pace: PACES.find((each) => String(each) === value) ?? null });
  return (
    <>
      {steps.map((unit) => (
        <Button key={unit} {...STEPS[unit]} onClick={() => send({ type: 'step', run: run.id, unit })} />
      ))}
      <Dropdown
        label="Training speed"
        value={pace === null ? FULL_SPEED : String(pace)}
        options={SPEEDS}
        onSelect={setSpeed}
      />
    </>
  );
}
