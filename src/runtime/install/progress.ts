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

/** The stages of an installation, in the order in which they come; a way that fails is followed by the next. */
export type InstallStep = 'wait' | 'packages' | 'official' | 'download' | 'unpack' | 'compile' | 'verify';

/** How far an installation is. */
export interface InstallProgress {
  readonly step: InstallStep;
  /** One line for people, with the numbers below in it. */
  readonly message: string;
  /** Of this step, 0 to 1; null where its end is not known. */
  readonly fraction: number | null;
  readonly bytes?: number;
  readonly totalBytes?: number;
  readonly bytesPerSecond?: number;
}

export type OnProgress = (progress: InstallProgress) => void;

/** Progress of something measured in bytes: `Downloading X: 83 of 207 MB, 11.8 MB/s`. */
export function byteProgress(
  step: InstallStep,
  what: string,
  { bytes, totalBytes, bytesPerSecond }: { bytes: number; totalBytes?: number; bytesPerSecond: number },
): InstallProgress {
  const amount = totalBytes
    ? `${megabytes(Math.min(bytes, totalBytes))} of ${megabytes(totalBytes)} MB`
    : `${megabytes(bytes)} MB`;
  return {
    step,
    message: `${what}: ${amount}, ${(bytesPerSecond / 1e6).toFixed(1)} MB/s`,
    fraction: totalBytes ? Math.min(1, bytes / totalBytes) : null,
    bytes,
    bytesPerSecond,
    ...(totalBytes === undefined ? {} : { totalBytes }),
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
