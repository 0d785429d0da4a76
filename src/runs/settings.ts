import type { Severities } from '../diagnosis/asSet.js';
import type { CompiledStep, TrainerOptions } from '../protocol/trainer.js';

/** What a person can set about runs; read anew for each run. */
export interface RunSettings {
  /** Runs kept in the store; beyond it the oldest ended ones are deleted, once somebody agrees. Null keeps all. */
  readonly maxRuns: number | null;
  /** Megabytes that one run's files may take; beyond it no more batches are written. */
  readonly maxRunMB: number;
  /** Megabytes of series that all runs together hold in memory; ended runs beyond it are read from their files when asked for. */
  readonly seriesMemoryMB: number;
  /** Milliseconds that a batch has to end after Stop before the process is killed. */
  readonly stopGracePeriod: number;
  /** Batches between histograms; 0 switches them off. */
  readonly histogramInterval: number;
  /** Batches between statistics of the layers' outputs; 0 switches them off. */
  readonly activationInterval: number;
  /** Samples of each fit that are kept with what the model makes of them, at most; 0 keeps none. */
  readonly predictionSamples: number;
  readonly compiledStep: CompiledStep;
  readonly onNotANumber: TrainerOptions['onNotANumber'];
  /** False only to measure what each batch's statistics cost. */
  readonly statistics: boolean;
  /** Those that are told in place of the rules' own. */
  readonly severities: Severities;
  /** Training gives way to everything else on the machine, so that an editor stays quick while all cores are busy. */
  readonly background: boolean;
}

export const DEFAULT_RUN_SETTINGS: RunSettings = {
  maxRuns: null,
  maxRunMB: 1024,
  seriesMemoryMB: 128,
  stopGracePeriod: 3000,
  histogramInterval: 50,
  activationInterval: 50,
  predictionSamples: 1000,
  compiledStep: 'auto',
  onNotANumber: 'end',
  statistics: true,
  severities: {},
  background: false,
};

/** Of `createRuns`, for as many processes beside each other as there are cores: below normal priority, with a thread for each, unless a person has said how many. */
export const inBackground = (settings: () => RunSettings, env: NodeJS.ProcessEnv) => ({
  settings: (): RunSettings => ({ ...settings(), background: true }),
  env: { TF_NUM_INTRAOP_THREADS: '1', ...env },
});
