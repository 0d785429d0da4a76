import { dirname, join } from 'node:path';
import { HumanError } from '../errors/humanError.js';
import { formatCounted } from '../protocol/numberText.js';
import { projectRoot } from '../system/projectRoot.js';
import { ownPython } from './pythonEnvironment.js';
import { type ClusterOptions, RayCluster } from './rayCluster.js';
import { type SentNode, sentNode } from './sentNode.js';

/** A cluster that is ready to train a sweep's trials. */
export interface RayPlace {
  readonly cluster: RayCluster;
  /** Trials that it trains at once. */
  readonly parallel: number;
}

export interface Wanted extends Omit<ClusterOptions, 'python'> {
  /** One that has Ray; null for GradLens's own. */
  readonly python: string | null;
  /** Where GradLens keeps its files. */
  readonly store: string;
  /** Whether trials are still to be proposed. */
  readonly needsOptuna: boolean;
  /** The model's file. */
  readonly file: string;
  /** Takes what is done now. */
  readonly doing: (what: string) => void;
}

/**
 * A cluster that has a file's project, and how many trials it trains at once.
 * @throws {HumanError} where Python, Ray, or the cluster is missing: what to do
 */
export async function openCluster(wanted: Wanted): Promise<RayPlace> {
  const { address, dist, store, file, signal, log, doing, namedWith } = wanted;
  doing('making the Python environment for Ray');
  const requirements = join(dist, 'ray', 'requirements.txt');
  const python =
    wanted.python ??
    (await ownPython({ storeDirectory: store, requirements, signal, log, namedWith: namedWith.python }));
  doing('connecting to Ray');
  const { cluster, ready } = await RayCluster.connect({ ...wanted, python });
  try {
    signal.throwIfAborted();
    if (wanted.needsOptuna && ready.optuna === null) {
      throw new HumanError(
        `${python} has no Optuna. Install it there with: ${python} -m pip install optuna, or do without ${namedWith.python}.`,
      );
    }
    const parallel = Math.max(1, Math.floor(ready.cpus));
    const size = `${formatCounted(ready.nodes, 'node')}, ${formatCounted(parallel, 'processor')}`;
    log(`Ray ${ready.ray} at ${address}: ${size}`);
    if (ready.nodeless.length > 0) doing("fetching Node for Ray's workers");
    const nodes = new Map<string, SentNode>();
    for (const platform of ready.nodeless) nodes.set(platform, await sentNode({ platform, store, signal, log }));
    doing("putting the project's files where Ray's workers get them");
    await cluster.prepare(await projectRoot(file, dirname(file)), { nodes, store });
    signal.throwIfAborted();
    return { cluster, parallel };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}
