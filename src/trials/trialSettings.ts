import { DEFAULT_RUN_SETTINGS, type RunSettings } from '../runs/settings.js';

/** Of `createRuns`: below normal priority, a thread for each process as there are as many of them as cores, and nothing measured but loss and metrics. */
export function trialSettings({ compiledStep, env }: Pick<RunSettings, 'compiledStep'> & { env: NodeJS.ProcessEnv }) {
  const settings: RunSettings = {
    ...DEFAULT_RUN_SETTINGS,
    compiledStep,
    background: true,
    statistics: false,
    histogramInterval: 0,
    activationInterval: 0,
    predictionSamples: 0,
  };
  return { settings: () => settings, env: { TF_NUM_INTRAOP_THREADS: '1', ...env } };
}
