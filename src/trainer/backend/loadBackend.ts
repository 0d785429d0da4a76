import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import { type BackendInfo, backendName } from '../../protocol/backend.js';
import { restoreRemovedUtil } from '../../system/nodeCompatibility.js';
import { checkTfjs, type TfjsAbilities } from '../../tfjs/checkTfjs.js';
import { patch } from '../../tfjs/patch.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import { makeLargeOrthogonalQuickly } from './largeOrthogonal.js';
import { addMissingGradients } from './missingGradients.js';
import { packagesOfEmbedded, packagesOfTfjsNode, type TfjsPackages } from './tfjsPackages.js';

export interface LoadedBackend {
  readonly tf: Tfjs;
  readonly packages: TfjsPackages;
  readonly abilities: TfjsAbilities;
}

/** What the embedded build exports beyond tfjs. */
type Embedded = Tfjs & { setWasmPaths(folder: string): void };

/** The first tfjs that has all that recording needs. */
const OLDEST = '2.8';

/** Name of the embedded build's file in `BackendInfo.path`. */
const EMBEDDED_FILE = 'tfjs.cjs';

/**
 * Loads the tfjs that the host chose and makes it ready to compute.
 * @throws {HumanError} where it is too old to record anything on
 * @throws what its package throws where it cannot be loaded (a missing or broken native library).
 */
export async function loadBackend(backend: BackendInfo): Promise<LoadedBackend> {
  const { kind, path: chosen } = backend;
  const require = createRequire(import.meta.url);
  // Node knows modules by their real path: through a link there would be a second instance of tfjs.
  const path = realpathSync(chosen);
  if (kind === 'tfjs-node') {
    const util = require('node:util');
    restoreRemovedUtil(util);
    // The same function, without the deprecation warning that tfjs-node's calls would print.
    util.isArray = Array.isArray;
    process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
    const tf: Tfjs = require(path);
    await tf.ready();
    return { tf, packages: packagesOfTfjsNode(path), abilities: prepare(tf, backend) };
  }
  const file = join(path, EMBEDDED_FILE);
  const tf: Embedded = require(file);
  await withoutNewListeners(async () => {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    tf.setWasmPaths(path + sep);
    await tf.setBackend('wasm');
    await tf.ready();
  });
  return { tf, packages: packagesOfEmbedded(file), abilities: prepare(tf, backend) };
}

function prepare(tf: Tfjs, backend: BackendInfo): TfjsAbilities {
  const abilities = checkTfjs(tf);
  const { toRecord } = abilities;
  if (toRecord.length > 0) {
    const name = backendName(backend);
    throw new HumanError(
      `${name} ${backend.version} is too old for GradLens, which needs ${OLDEST} or newer: it has no ${toRecord.join(', ')}. Update it (npm install @tensorflow/${name}@latest), or train on the embedded backend (the setting gradlens.backend, or --backend wasm).`,
    );
  }
  addMissingGradients(tf);
  makeLargeOrthogonalQuickly(tf);
  // User code often picks a backend by name ('cpu', 'webgl'); the run stays on the one that the host chose.
  patch(tf, 'chosenBackend', { setBackend: () => () => Promise.resolve(true) });
  return abilities;
}

/** The WASM glue takes over the process's uncaught errors, which would end Node's own report of them; undone here. */
async function withoutNewListeners(load: () => Promise<void>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = new Map(events.map((event) => [event, process.rawListeners(event)]));
  await load();
  for (const [event, listeners] of before) {
    for (const listener of process.rawListeners(event)) {
      if (!listeners.includes(listener)) process.off(event, listener as () => void);
    }
  }
}
