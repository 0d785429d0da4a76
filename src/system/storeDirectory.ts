import { posix, win32 } from 'node:path';
import { HumanError } from '../errors/humanError.js';

/**
 * Folder for runs and for GradLens's own tfjs-node where no editor gives one: GRADLENS_STORE if set, else the
 * platform's per-user data folder. Pure, so that each platform's rule can be checked on any.
 * @throws {HumanError} where there is no home folder: the current one is no place for it
 */
export function storeDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  homeDirectory: string,
): string {
  const { join, resolve, isAbsolute } = platform === 'win32' ? win32 : posix;
  if (env.GRADLENS_STORE) return resolve(env.GRADLENS_STORE);
  const inHome = (...path: string[]): string => {
    if (isAbsolute(homeDirectory)) return join(homeDirectory, ...path);
    throw new HumanError(
      "There is no home folder for GradLens's files. Set HOME, or set GRADLENS_STORE to a folder for them.",
    );
  };
  if (platform === 'win32') return join(env.LOCALAPPDATA || inHome('AppData', 'Local'), 'gradlens');
  if (platform === 'darwin') return inHome('Library', 'Application Support', 'gradlens');
  // The XDG base directory specification: a relative path is to be ignored.
  const dataHome = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : null;
  return join(dataHome ?? inHome('.local', 'share'), 'gradlens');
}
