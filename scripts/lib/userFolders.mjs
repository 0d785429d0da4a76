// Per-user folders for what is downloaded once and shared by all clones.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Cache folder of this user: what is in it can be made again at any time. */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'gradlens');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'gradlens');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'gradlens', 'Cache');
  return join(homedir(), '.cache', 'gradlens');
}
