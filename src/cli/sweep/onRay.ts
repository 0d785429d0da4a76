import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import { openCluster, type RayPlace, type Wanted } from '../../ray/openCluster.js';
import { BUILT, cliStore } from '../builtFiles.js';
import { say } from '../ownWords.js';
import type { SilenceWatch } from '../silence/watchSilence.js';
import { OpenError } from '../usage.js';

/** Where trials train that do not on this machine. */
export interface RayChoice {
  /** `auto`, or as Ray knows it. */
  readonly address: string;
  /** One that has Ray; null for GradLens's own. */
  readonly python: string | null;
}

interface Asked extends RayChoice, Pick<Wanted, 'file' | 'backend' | 'needsOptuna' | 'signal'> {
  readonly watch: SilenceWatch;
  /** The connection broke. */
  readonly onLost: () => void;
}

/** @throws {OpenError} where Python, Ray, or the cluster is missing: what to do */
export async function openRay({ watch, onLost, ...asked }: Asked): Promise<RayPlace> {
  try {
    return await openCluster({
      ...asked,
      namedWith: { address: '--ray', python: '--python' },
      store: cliStore(),
      dist: BUILT.folder,
      log: say,
      doing: (what) => watch.doing(what),
      onLost(reason) {
        say(`The connection to Ray broke: ${reason}`);
        onLost();
      },
    });
  } catch (error) {
    if (error instanceof HumanError && !asked.signal.aborted) throw new OpenError(messageOf(error));
    throw error;
  }
}
