import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What runs record is the user's alone. */
const OWN = 0o700;

/** Makes a folder and those above it. Node's own `recursive` never comes back where the system refuses with ENOENT (as /proc does). */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: OWN });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: OWN }).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
    });
  }
}

/** Takes a folder that others may look into from them, where it is the user's own. Never rejects. */
export async function keepToUser(path: string): Promise<void> {
  try {
    const { mode, uid } = await stat(path);
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) await chmod(path, OWN);
  } catch {
    // A file system without such rights: whoever may read it may read the runs.
  }
}
