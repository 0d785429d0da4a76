import { expect, it } from 'vitest';
import { checkedEvents } from '../../../src/process/checkedEvents.js';
import type { ActivationRecord } from '../../../src/protocol/activations.js';
import type { TrainerEvents } from '../../../src/protocol/trainer.js';
import { sampleFit } from '../runFiles/sampleFit.js';

it('passes on activations that are as many as the fit has layers, and no others', () => {
  const told: ActivationRecord[] = [];
  const faults: string[] = [];
  const nothing = () => {};
  const events: Partial<TrainerEvents> = { fitStarted: nothing, activations: (record) => told.push(record) };
  const checked = checkedEvents(events as TrainerEvents, (reason) => faults.push(reason));
  const record = { fit: 1, step: 50, values: Float32Array.of(0.5, Number.NaN, 1, 2) };
  checked.activations(record);
  checked.fitStarted(sampleFit());
  checked.activations(record);
  checked.activations({ ...record, values: new Float32Array(8) });
  checked.activations({ ...record, values: [0, 0, 0, 0] as unknown as Float32Array });
  checked.activations({ ...record, step: -1 });
  expect(told).toEqual([record]);
  expect(faults).toHaveLength(4);
});
