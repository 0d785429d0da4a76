// Keras and PyTorch: one process that trains every net when it is its turn.
import { at } from '../../../scripts/lib/root.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { cacheFolder, ensureEnvironment } from '../environments.mjs';
import { TrainingProcess } from '../workers/trainingProcess.mjs';
import { warmedOnce } from './warmedOnce.mjs';

/** The first step of a compiled PyTorch net has to wait for a C++ compiler. */
const TURN_TIMEOUT = 600_000;

/**
 * @param {import('../environments.mjs').EnvironmentName} environment
 * @param {string} script in bench/training/python
 * @param {string} mode the script's argument
 * @param {Record<string, string>} [variables]
 * @returns {Promise<import('./open.mjs').Contestant>} rejects where the environment cannot be made
 */
export async function openPython(environment, script, mode, variables = {}) {
  const { python, versions } = await ensureEnvironment(environment);
  const env = contestantEnvironment({
    TORCHINDUCTOR_CACHE_DIR: cacheFolder('inductor'),
    PYTHONDONTWRITEBYTECODE: '1',
    ...variables,
  });
  const training = new TrainingProcess(python, [at('bench', 'training', 'python', script), mode], env);
  return {
    versions,
    turn: warmedOnce((net, turn) => training.ask({ net, turn }, TURN_TIMEOUT)),
    close: () => training.close(),
  };
}
