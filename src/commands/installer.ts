import * as vscode from 'vscode';
import { withProgress } from '../platform/messages.js';
import { type InstallOptions, installTfjsNode } from '../runtime/installTfjsNode.js';
import { untilCancelled } from './untilCancelled.js';

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
