import type { OnProgress } from './progress.js';

/** What each stage of an installation works with. */
export interface InstallStage {
  /** The staging folder; it has package.json and package-lock.json. */
  readonly folder: string;
  /** Folder of @tensorflow/tfjs-node in it. */
  readonly packageFolder: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly log: (line: string) => void;
}
