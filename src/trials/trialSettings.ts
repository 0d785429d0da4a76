import { DEFAULT_RUN_SETTINGS, inBackground, type RunSettings } from '../runs/settings.js';

/** Of `createRuns`: `inBackground`, with nothing measured but loss and metrics. */
export function trialSettings({ compiledStep, env }: Pick<RunSettings, 'compiledStep'> & { env: NodeJS.ProcessEnv }) {
  const settings = {
    ...DEFAULT_RUN_SETTINGS,
    compiledStep,
    statistics: false,
    histogramInterval: 0,
    activationInterval: 0,
    predictionSamples: 0,
  };
  return inBackground(() => settings, env);
}
