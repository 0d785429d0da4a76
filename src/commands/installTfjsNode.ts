import * as vscode from 'vscode';
import { commandIds } from '../platform/commandIds.js';
import { tell, untilCancelled, withProgress } from '../platform/messages.js';
import type { BackendInfo } from '../protocol/backend.js';
import { type InstallOptions, installTfjsNode } from '../runtime/installTfjsNode.js';
import type { Command, CommandDeps } from './deps.js';

const ALREADY_OFFERED = 'gradlens.tfjsNodeOffered';
const INSTALL = 'Install tfjs-node';

/** Installs GradLens's own tfjs-node and says when it is ready. */
export function installTfjsNodeCommand({ installTfjsNode, settings }: CommandDeps): Command {
  return async () => {
    if (!(await installTfjsNode())) return;
    const message =
      settings.backend.value === 'wasm'
        ? 'tfjs-node is ready, but the setting gradlens.backend still selects WASM.'
        : 'tfjs-node is ready; the next run trains on it.';
    void tell('information', message);
  };
}

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

/** Installs tfjs-node with a notification that shows progress and can cancel; asked twice, it installs once. */
export class Installer {
  private running: Promise<boolean> | undefined;

  constructor(
    private readonly storeDirectory: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly onInstalled: () => void,
  ) {}

  /** False when the person cancelled. @throws {HumanError} with what failed and what to do */
  install(): Promise<boolean> {
    this.running ??= this.start().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async start(): Promise<boolean> {
    const location = vscode.ProgressLocation.Notification;
    const installed = await withProgress({ location, title: 'GradLens', cancellable: true }, (report, cancellation) =>
      this.withProgress(report, cancellation),
    );
    if (installed) this.onInstalled();
    return installed;
  }

  private withProgress(
    report: (step: { readonly message: string }) => void,
    cancellation: vscode.CancellationToken,
  ): Promise<boolean> {
    const options: Omit<InstallOptions, 'signal'> = {
      storeDirectory: this.storeDirectory,
      onProgress: ({ message }) => report({ message }),
      log: (line) => this.log.info(`[install] ${line}`),
    };
    return untilCancelled(cancellation, (signal) => installTfjsNode({ ...options, signal }));
  }
}
