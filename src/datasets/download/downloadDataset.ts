import { mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import { storeDirectory } from '../../system/storeDirectory.js';
import { type Download, type DownloadFile, downloadBytes, downloads } from './downloadList.js';
import { fetchFile } from './fetchFile.js';

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Bytes that are here, and all that there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** GradLens's folder; by default the one of this user. */
  readonly store?: string;
  /** In place of the public servers. */
  readonly mirrors?: readonly string[];
}

/** GradLens's own folder for this user, which every editor and the command line share. */
export function dataStore(): string {
  return storeDirectory(process.env, process.platform, homedir());
}

export function downloadFolder(store: string, name: string): string {
  return join(store, 'datasets', name);
}

/**
 * Downloads a data set that is not built in. Only called when a person asks for it.
 *
 * @throws {HumanError} where no server has the right files, with what to do instead; the signal's reason where it is aborted
 */
export async function downloadDataset(name: string, options: DownloadOptions = {}): Promise<void> {
  const download = downloads.find((candidate) => candidate.name === name);
  if (!download) {
    const names = downloads.map((candidate) => candidate.name).join(' and ');
    throw new HumanError(`"${name}" cannot be downloaded. You can download ${names}.`);
  }
  const {
    signal = new AbortController().signal,
    onProgress,
    store = dataStore(),
    mirrors = download.mirrors,
  } = options;
  const folder = downloadFolder(store, name);
  await mkdir(folder, { recursive: true });
  const failures: string[] = [];
  for (const mirror of mirrors) {
    try {
      await fetchAll(download, mirror, folder, signal, onProgress);
      return;
    } catch (error) {
      signal.throwIfAborted();
      failures.push(`${new URL(mirror).host}: ${reasonOf(error)}`);
    }
  }
  throw new HumanError(
    `${download.title} could not be downloaded (${failures.join('; ')}). Check your connection and try again, or train on "digits": ` +
      '8x8 handwritten digits that need no download.',
  );
}

async function fetchAll(
  download: Download,
  mirror: string,
  folder: string,
  signal: AbortSignal,
  onProgress: DownloadOptions['onProgress'],
): Promise<void> {
  const total = downloadBytes(download);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.(done, total);
  };
  for (const file of [download.labels, download.images]) {
    if (await isHere(file, folder)) onBytes(file.bytes);
    else await fetchFile(file, mirror, folder, signal, onBytes);
  }
}

async function isHere(file: DownloadFile, folder: string): Promise<boolean> {
  const stats = await stat(join(folder, file.name)).catch(() => null);
  return stats?.size === file.bytes;
}

/** What Node's fetch knows only in its cause: `getaddrinfo ENOTFOUND ...`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message || error.message : error.message;
}

/** Whether all files of a data set that is not built in are on this machine. */
export async function isDownloaded(name: string, store = dataStore()): Promise<boolean> {
  const download = downloads.find((candidate) => candidate.name === name);
  if (!download) return false;
  const folder = downloadFolder(store, name);
  return (await isHere(download.images, folder)) && (await isHere(download.labels, folder));
}
