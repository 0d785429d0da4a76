import { messageOf } from '../errors/errorText.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { BackendInfo } from '../protocol/backend.js';
import { type InstallProgress, installTfjsNode } from '../runtime/installTfjsNode.js';
import { cliStore } from './builtFiles.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { onInterrupts } from './interrupts.js';
import { say, writeOwn } from './ownWords.js';
import { StatusLine } from './statusLine.js';

/** Where there is no terminal, a line at each step and at each of these parts of one. */
const PARTS = 10;

export interface Installation {
  readonly storeDirectory: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Makes GradLens's own tfjs-node ready; `npm start` and `npm test` call it. */
export async function installCommand(): Promise<ExitCode> {
  const abort = new AbortController();
  const interrupts = onInterrupts(() => abort.abort());
  try {
    const { version, path } = await installOwnTfjsNode({
      storeDirectory: cliStore(),
      signal: abort.signal,
      log: () => {},
    });
    say(`tfjs-node ${version} is ready in ${path}`);
    return EXIT.trained;
  } catch (error) {
    if (abort.signal.aborted) {
      say('interrupted');
      return EXIT.interrupted;
    }
    say(messageOf(error));
    return EXIT.nothingTrained;
  } finally {
    interrupts.dispose();
  }
}

/** Installs GradLens's own tfjs-node with its progress on stderr. */
export async function installOwnTfjsNode({ storeDirectory, signal, log }: Installation): Promise<BackendInfo> {
  const progress = new InstallProgressLines(process.stderr);
  try {
    return await installTfjsNode({ storeDirectory, signal, onProgress: (step) => progress.show(step), log });
  } finally {
    progress.dispose();
  }
}

/** Shows how far an installation is: one line that changes on a terminal, else a few lines that stay. */
class InstallProgressLines implements Disposable {
  private readonly status: StatusLine;
  private last = '';

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.status = new StatusLine(stream);
  }

  show({ step, message, fraction }: InstallProgress): void {
    if (this.status.isLive) {
      this.status.show((width) => message.slice(0, width - 1));
      return;
    }
    const place = `${step} ${fraction === null ? '' : Math.floor(fraction * PARTS)}`;
    if (place === this.last) return;
    this.last = place;
    writeOwn(this.stream, `gradlens: ${message}\n`);
  }

  dispose(): void {
    this.status.dispose();
  }
}
