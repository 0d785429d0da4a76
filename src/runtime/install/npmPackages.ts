import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import { failureReason, runGuarded } from './guardedCommand.js';
import packageManifest from './package/package.json' with { type: 'json' };
import packageLock from './package/package-lock.json' with { type: 'json' };
import type { InstallStage } from './progress.js';
import { byteProgress } from './progress.js';

/** npm gives up on a request by itself after some minutes; this ends what it does not see. */
const PACKAGES_IDLE_LIMIT = 180_000;
/** The official installer's download has no time limit of its own. */
const OFFICIAL_IDLE_LIMIT = 45_000;

const packageCount = Object.keys(packageLock.packages).length - 1;

/**
 * Installs tfjs-node's JavaScript and its dependencies from the npm registry that the user has configured, each checked
 * against the lock file's hash. No script runs.
 * @throws {HumanError} where npm is missing or cannot fetch them.
 */
export async function installPackages({ folder, signal, onProgress, log }: InstallStage): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify(packageManifest));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(packageLock));
  let fetched = 0;
  const message = 'Installing the npm packages of tfjs-node';
  onProgress({ step: 'packages', message, fraction: 0 });
  const result = await npm(['ci', '--ignore-scripts', '--loglevel=http'], {
    cwd: folder,
    signal,
    idleLimit: PACKAGES_IDLE_LIMIT,
    onLine: (line) => {
      if (!/^npm http /.test(line)) return log(line);
      if (!/\.tgz\b/.test(line)) return;
      fetched = Math.min(packageCount, fetched + 1);
      onProgress({
        step: 'packages',
        message: `${message}: ${fetched} of ${packageCount}`,
        fraction: fetched / packageCount,
      });
    },
  });
  // Windows's shell says so in words; elsewhere it is the exit code.
  if (result.exitCode === 127 || result.lines.some((line) => /'npm' is not recognized/.test(line))) {
    throw new HumanError(
      'Installing tfjs-node needs npm, which is not on the PATH. Install Node.js, which includes npm, and try again.',
    );
  }
  if (result.exitCode !== 0)
    throw new HumanError(`npm could not install the packages of tfjs-node: ${failureReason(result)}`);
}

/**
 * Runs tfjs-node's own install script, which downloads TensorFlow and a prebuilt binding.
 * @returns null, or one line on why it failed.
 */
export async function runOfficialInstaller({
  folder,
  packageFolder,
  signal,
  onProgress,
  log,
}: InstallStage): Promise<string | null> {
  const what = "Running tfjs-node's own installer, which downloads TensorFlow";
  onProgress({ step: 'official', message: what, fraction: null });
  const result = await npm(['rebuild', '@tensorflow/tfjs-node', '--ignore-scripts=false', '--foreground-scripts'], {
    cwd: folder,
    signal,
    idleLimit: OFFICIAL_IDLE_LIMIT,
    onLine: log,
    watch: {
      folder: join(packageFolder, 'deps'),
      onBytes: (bytes, bytesPerSecond) => onProgress(byteProgress('official', what, { bytes, bytesPerSecond })),
    },
  });
  return result.exitCode === 0 ? null : failureReason(result);
}

const npm = (args: readonly string[], options: Parameters<typeof runGuarded>[2]) =>
  runGuarded('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier'], options);
