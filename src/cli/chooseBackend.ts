import { messageOf } from '../errors/errorText.js';
import type { BackendInfo, BackendKind } from '../protocol/backend.js';
import { lastFailure } from '../runtime/install/failedInstall.js';
import { resolveBackend } from '../runtime/resolveBackend.js';
import { BUILT } from './builtFiles.js';
import { type Installation, installOwnTfjsNode } from './installCommand.js';

interface Choice extends Installation {
  /** The user's file. */
  readonly file: string;
  readonly asked: BackendKind | null;
}

/** What there is: a tfjs-node that loads, else the embedded default; nothing is fetched. */
export async function foundBackend(
  { file, storeDirectory, log }: Pick<Choice, 'file' | 'storeDirectory' | 'log'>,
  preference: 'auto' | 'wasm' = 'auto',
): Promise<BackendInfo> {
  const { backend, notes } = await resolveBackend({
    file,
    storeDirectory,
    embeddedDirectory: BUILT.embedded,
    preference,
    load: true,
    log: () => {},
  });
  // Where a tfjs-node was found after all, why others were passed over is of no use to a person.
  if (backend.kind === 'wasm') for (const note of notes) log(note);
  return backend;
}

/**
 * What a run trains on: what was asked for, else tfjs-node, which is made ready where there is none (once: where that failed, it is not tried again
 * unasked); else the embedded default.
 * @throws {HumanError} where tfjs-node was asked for and cannot be had.
 */
export async function chooseBackend(choice: Choice): Promise<BackendInfo> {
  const { storeDirectory, asked, signal, log } = choice;
  if (asked === 'wasm') return foundBackend(choice, 'wasm');
  const found = await foundBackend(choice);
  if (found.kind === 'tfjs-node') return found;
  const failed = asked === null ? await lastFailure(storeDirectory) : null;
  if (failed) {
    log(
      `Training on the embedded WASM backend: tfjs-node could not be installed on ${new Date(failed.at).toLocaleDateString()} (${failed.reason})`,
    );
    log('Run install-tfjs-node to try again.');
    return found;
  }
  log('No tfjs-node found: installing it now, once. To train without it, use --backend wasm.');
  try {
    return await installOwnTfjsNode({ storeDirectory, signal, log });
  } catch (error) {
    if (asked === 'tfjs-node' || signal.aborted) throw error;
    log(`${messageOf(error)} Training on the embedded WASM backend instead.`);
    return found;
  }
}
