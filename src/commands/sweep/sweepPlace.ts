import * as vscode from 'vscode';
import { HumanError } from '../../errors/humanError.js';
import { tell, untilCancelled, withProgress } from '../../platform/messages.js';
import { type PickItem, pick } from '../../platform/quickPick.js';
import type { SweepFile } from '../../protocol/sweep.js';
import { RAY_ADDRESSES, rayAddress } from '../../ray/address.js';
import { openCluster, type RayPlace } from '../../ray/openCluster.js';
import { needsProposals } from '../../sweep/trialPlan.js';
import type { CommandDeps } from '../deps.js';

/** Where a sweep trains: on this machine, or at an address of Ray's. */
export interface SweepPlace {
  /** Null for this machine. */
  readonly ray: string | null;
}

/** Asks where a sweep trains, where the settings name a cluster. @returns null where the person gave up @throws {HumanError} where it needs one */
export async function askPlace(
  { settings }: Pick<CommandDeps, 'settings'>,
  file: SweepFile,
): Promise<SweepPlace | null> {
  const named = settings.ray.value;
  const isNeeded = needsProposals(file);
  if (named === '' && isNeeded) {
    throw new HumanError('Optuna chooses what this sweep tries, on Ray: name a cluster in the setting gradlens.ray.');
  }
  if (named === '') return { ray: null };
  const ray = rayAddress(named);
  if (ray === null) throw new HumanError(`The setting gradlens.ray needs ${RAY_ADDRESSES}, not "${named}".`);
  if (isNeeded) return { ray };
  const items: (PickItem & SweepPlace)[] = [
    { icon: 'vm', label: 'On this machine', ray: null },
    { icon: 'server', label: 'On Ray', description: named, ray },
  ];
  const picked = await pick(items, { title: `Sweep ${file.plan.model.name}`, placeHolder: 'Where to train' });
  return picked ?? null;
}

/** Connects to a cluster, with a notification. @returns null where the person cancelled @throws {HumanError} where something is missing */
export async function openRay(
  { settings, log, folders }: Pick<CommandDeps, 'settings' | 'log' | 'folders'>,
  { plan, trials }: SweepFile,
  { address, onLost }: { readonly address: string; readonly onLost: () => void },
): Promise<RayPlace | null> {
  const location = vscode.ProgressLocation.Notification;
  const chosen = plan.launch.backend ?? settings.backend.value;
  let place: RayPlace | null = null;
  await withProgress({ location, title: 'GradLens', cancellable: true }, (report, cancellation) =>
    untilCancelled(cancellation, async (signal) => {
      place = await openCluster({
        ...{
          ...folders,
          address,
          signal,
          python: settings.rayPython.value || null,
          file: plan.file,
          needsOptuna: needsProposals({ trials }),
        },
        namedWith: { address: 'the setting gradlens.ray', python: 'the setting gradlens.rayPython' },
        backend: chosen === 'auto' ? null : chosen,
        log: (line) => log.info(`[ray] ${line}`),
        doing: (message) => report({ message: message.charAt(0).toUpperCase() + message.slice(1) }),
        onLost(reason) {
          onLost();
          void tell(
            'error',
            `The connection to Ray broke: ${reason}. What has arrived is kept; Go On trains the rest.`,
          );
        },
      });
    }),
  );
  return place;
}
