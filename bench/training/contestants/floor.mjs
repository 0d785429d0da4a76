// The floor: an exported step of TensorFlow with fused Adam and no statistics, run from tfjs-node.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { at } from '../../../scripts/lib/root.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { cacheFolder, ensureEnvironment } from '../environments.mjs';
import { TrainingProcess } from '../workers/trainingProcess.mjs';

const WORKER = at('bench', 'training', 'workers', 'floor.mjs');
const EXPORT = at('bench', 'training', 'python', 'export_floor.py');
const TURN_TIMEOUT = 300_000;

/**
 * @param {import('./open.mjs').Context} context
 * @param {Record<string, string>} [variables]
 * @returns {Promise<import('./open.mjs').Contestant>} rejects where there is no Python to export with
 */
export async function openFloor({ tfjsNode }, variables = {}) {
  const { python } = await ensureEnvironment('keras2');
  const training = new TrainingProcess(process.execPath, [WORKER, tfjsNode], contestantEnvironment(variables));
  return {
    turn: (net, turn) => training.ask({ folder: exported(python, net), net, turn }, TURN_TIMEOUT),
    close: () => training.close(),
  };
}

/** The folder of a net's exported step, made where it is not there. */
function exported(/** @type {string} */ python, /** @type {import('../nets.mjs').Net} */ net) {
  const json = JSON.stringify(net);
  const folder = cacheFolder('floor', `${net.name}-${createHash('sha256').update(json).digest('hex').slice(0, 8)}`);
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const { status, stderr } = spawnSync(python, [EXPORT, half], {
    input: json,
    env: contestantEnvironment({ PYTHONDONTWRITEBYTECODE: '1' }),
    encoding: 'utf8',
  });
  if (status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new Error(`the step could not be exported: ${stderr.slice(-500)}`);
  }
  renameSync(half, folder);
  return folder;
}
