import * as vscode from 'vscode';
import { commandIds } from '../platform/commandIds.js';
import { tell } from '../platform/messages.js';
import type { BackendInfo } from '../protocol/backend.js';
import type { CommandDeps } from './deps.js';

const ALREADY_OFFERED = 'gradlens.tfjsNodeOffered';
const INSTALL = 'Install tfjs-node';

/** Offers tfjs-node once in a person's life with GradLens, when a run falls back to the embedded default. */
export async function offerTfjsNode({ settings, memory }: CommandDeps, backend: BackendInfo): Promise<void> {
  const fellBack = backend.kind === 'wasm' && settings.backend.value === 'auto';
  if (!fellBack || memory.get(ALREADY_OFFERED)) return;
  await memory.update(ALREADY_OFFERED, true);
  const choice = await tell(
    'information',
    'This run trains on the embedded WASM backend. tfjs-node is faster with large nets.',
    INSTALL,
    'Not Now',
  );
  if (choice === INSTALL) await vscode.commands.executeCommand(commandIds.installTfjsNode);
}
