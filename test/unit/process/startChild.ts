import { join } from 'node:path';
import { startTrainer, type TrainerProcess } from '../../../src/process/trainerProcess.js';
import type { TrainerEvents, TrainerOptions } from '../../../src/protocol/trainer.js';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'process');

export interface Told {
  readonly events: (readonly [name: string, payload: unknown])[];
  readonly output: { stdout: string; stderr: string };
  readonly faults: string[];
}

/** Starts one of the scripts in test/fixtures/process in a trainer's place and keeps all that it tells. */
export function startChild(
  script: string,
  onEvent: (name: string) => void = () => {},
  options: Partial<TrainerOptions> = {},
): TrainerProcess & { told: Told } {
  const told: Told = { events: [], output: { stdout: '', stderr: '' }, faults: [] };
  const tell =
    (name: keyof TrainerEvents) =>
    (payload?: unknown): void => {
      told.events.push([name, payload]);
      onEvent(name);
    };
  const trainer = startTrainer({
    options: { runId: 'test', file: join(folder, script), ...options } as TrainerOptions,
    cwd: folder,
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    args: [],
    nodeFlags: [],
    trainerEntry: join(folder, 'nothing.mjs'),
    events: {
      ready: tell('ready'),
      phase: tell('phase'),
      fitStarted: tell('fitStarted'),
      records: tell('records'),
      dataSeen: tell('dataSeen'),
      epochEnded: tell('epochEnded'),
      stepMode: tell('stepMode'),
      fitEnded: tell('fitEnded'),
      stopSeen: tell('stopSeen'),
      problem: tell('problem'),
      depth: tell('depth'),
      keptAnswer: tell('keptAnswer'),
      storageFull: tell('storageFull'),
      ended: tell('ended'),
    },
    onOutput: (stream, text) => {
      told.output[stream] += `${text}\n`;
    },
    onFault: (reason) => told.faults.push(reason),
    onUnreadable: () => onEvent('unreadable'),
  });
  return Object.assign(trainer, { told });
}
