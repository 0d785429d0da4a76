import { homedir } from 'node:os';
import { firstLine, messageOf } from '../../errors/errorText.js';
import type { BackendInfo, BackendKind } from '../../protocol/backend.js';
import { lastFailure } from '../../runtime/install/failedInstall.js';
import { installTfjsNode } from '../../runtime/installTfjsNode.js';
import { resolveBackend } from '../../runtime/resolveBackend.js';
import { storeDirectory } from '../../system/storeDirectory.js';

interface Wanted {
  /** Null for tfjs-node where it can be had. */
  readonly asked: BackendKind | null;
  /** What comes along. */
  readonly embedded: BackendInfo;
  /** The user's file. */
  readonly file: string;
  readonly signal: AbortSignal;
  /** Takes what a person should know of this machine. */
  readonly say: (text: string) => void;
}

/**
 * What a trial trains on, on this machine: its tfjs-node, which is made ready where there is none, once for all trials; else what came along.
 * @throws {HumanError} where tfjs-node was asked for and cannot be had @throws the signal's reason
 */
export async function workerBackend({ asked, embedded, file, signal, say }: Wanted): Promise<BackendInfo> {
  if (asked === 'wasm') return embedded;
  const store = storeDirectory(process.env, process.platform, homedir());
  const options = { file, storeDirectory: store, embeddedDirectory: embedded.path, load: true, log: () => {} };
  const { backend } = await resolveBackend({ ...options, preference: 'auto' });
  if (backend.kind === 'tfjs-node') return backend;
  const instead = (reason: string) => {
    say(`trains on the embedded WASM backend, as it has no tfjs-node: ${firstLine(reason)}`);
    return embedded;
  };
  const failed = asked === null ? await lastFailure(store) : null;
  if (failed) return instead(failed.reason);
  let step = '';
  try {
    return await installTfjsNode({
      storeDirectory: store,
      signal,
      onProgress(progress) {
        // Whoever it waits for tells how far it is.
        if (progress.step === step || progress.step === 'wait') return;
        step = progress.step;
        say(`makes tfjs-node ready, once: ${progress.message}`);
      },
      log: () => {},
    });
  } catch (error) {
    if (asked === 'tfjs-node' || signal.aborted) throw error;
    return instead(messageOf(error));
  }
}
