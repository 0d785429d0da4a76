import { dirname } from 'node:path';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import { ownPython } from '../../ray/pythonEnvironment.js';
import { type ClusterOptions, RayCluster } from '../../ray/rayCluster.js';
import { projectRoot } from '../../system/projectRoot.js';
import { BUILT, cliStore } from '../builtFiles.js';
import { counted, say } from '../ownWords.js';
import type { SilenceWatch } from '../silence/watchSilence.js';
import { OpenError } from '../usage.js';

/** Where trials train that do not on this machine. */
export interface RayChoice {
  /** `auto`, or as Ray knows it. */
  readonly address: string;
  /** One that has Ray; null for GradLens's own. */
  readonly python: string | null;
}

export interface RayPlace {
  readonly cluster: RayCluster;
  /** Trials that it trains at once. */
  readonly parallel: number;
}

interface Wanted extends RayChoice, Pick<ClusterOptions, 'backend'> {
  /** Whether trials are still to be proposed. */
  readonly needsOptuna: boolean;
  /** The model's file. */
  readonly file: string;
  readonly signal: AbortSignal;
  readonly watch: SilenceWatch;
  /** The connection broke. */
  readonly onLost: () => void;
}

/**
 * A cluster that is ready to train a file's trials, and how many it can at once.
 * @throws {OpenError} where Python, Ray, or the cluster is missing: what to do
 */
export async function openRay(wanted: Wanted): Promise<RayPlace> {
  const { address, file, signal, watch, onLost } = wanted;
  let cluster: RayCluster | null = null;
  try {
    watch.doing('making the Python environment for Ray');
    const python =
      wanted.python ??
      (await ownPython({ storeDirectory: cliStore(), requirements: BUILT.rayRequirements, signal, log: say }));
    watch.doing('connecting to Ray');
    const opened = await RayCluster.connect({
      python,
      address,
      backend: wanted.backend,
      dist: BUILT.folder,
      signal,
      log: say,
      onLost(reason) {
        say(`The connection to Ray broke: ${reason}`);
        onLost();
      },
    });
    ({ cluster } = opened);
    signal.throwIfAborted();
    const { ready } = opened;
    if (wanted.needsOptuna && ready.optuna === null) {
      throw new HumanError(
        `${python} has no Optuna. Install it there with: ${python} -m pip install optuna, or leave --python out.`,
      );
    }
    const parallel = Math.max(1, Math.floor(ready.cpus));
    say(`Ray ${ready.ray} at ${address}: ${counted(ready.nodes, 'node')}, ${counted(parallel, 'processor')}`);
    watch.doing("putting the project's files where Ray's workers get them");
    const node = ready.nodeless > 0 ? nodeFor(ready.platforms) : null;
    await cluster.prepare(await projectRoot(file, dirname(file)), { node, store: cliStore() });
    signal.throwIfAborted();
    return { cluster, parallel };
  } catch (error) {
    await cluster?.close();
    if (error instanceof HumanError && !signal.aborted) throw new OpenError(messageOf(error));
    throw error;
  }
}

/** This process's own Node, for workers of the same kind of machine. */
function nodeFor(platforms: readonly string[]): string {
  const own = `${process.platform}-${process.arch}`;
  if (platforms.every((platform) => platform === own)) return process.execPath;
  throw new HumanError(
    `Some nodes of the cluster have no Node 22.15 or newer, and the one of this machine (${own}) does not run there ` +
      `(${platforms.join(', ')}). Install Node there, or name it in GRADLENS_NODE.`,
  );
}
