// Desktop VS Code as @vscode/test-electron downloads it (it checks the hash), once, into this user's cache.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from './fileLock.mjs';
import { clearProgress, megabytes, say, showProgress } from './say.mjs';
import { cacheFolder } from './userFolders.mjs';

/** The version that the rig's VS Code in the browser has too. */
const VERSION = '1.139.1';
const IDLE_TIMEOUT = 15_000;

const desktopCache = () => join(cacheFolder(), 'desktop');
/** Holds why the last download failed. */
const failureFile = () => join(desktopCache(), 'download-failed.txt');
const FAILURE_KEPT = 24 * 60 * 60_000;

/** Why a download that failed within the last day should not delay another start, or null. */
export function recentDownloadFailure() {
  const file = failureFile();
  if (!existsSync(file) || Date.now() - statSync(file).mtimeMs > FAILURE_KEPT) return null;
  return `its download failed earlier today (${readFileSync(file, 'utf8')}); npm start -- --desktop tries again`;
}

/** Path of the executable of a downloaded VS Code; downloads it if need be. Safe when two runs start at once. */
export function downloadDesktop() {
  return withFileLock(`${desktopCache()}.lock`, download);
}

async function download() {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  let start = { at: Date.now(), bytes: 0 };
  mkdirSync(desktopCache(), { recursive: true });
  try {
    const executable = await downloadAndUnzipVSCode({
      version: VERSION,
      cachePath: desktopCache(),
      timeout: IDLE_TIMEOUT,
      reporter: {
        report(report) {
          if (!('bytesSoFar' in report)) return;
          if (report.bytesSoFar < start.bytes) start = { at: Date.now(), bytes: 0 }; // a new try
          const rate = (report.bytesSoFar / Math.max(1, Date.now() - start.at)) * 1000;
          const amount = `${megabytes(report.bytesSoFar)} of ${megabytes(report.totalBytes)}`;
          showProgress(`VS Code ${VERSION}: ${amount}, ${megabytes(rate)}/s`);
        },
        error: (error) => say(`VS Code ${VERSION}: ${error}`),
      },
    });
    rmSync(failureFile(), { force: true });
    return executable;
  } catch (error) {
    writeFileSync(failureFile(), error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    clearProgress();
  }
}
