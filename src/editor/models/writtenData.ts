import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../runs/types.js';

/** Pictures of a folder that are looked at; their folders tell of those that come and go. */
const MOST_PICTURES = 2000;

/** Data of a run that was written since it began, or is gone. What stands in it is not compared: it may be of any size. */
export async function writtenData({ startedAt, request }: Pick<Run, 'startedAt' | 'request'>): Promise<string[]> {
  const written: string[] = [];
  for (const file of request.dataFiles) {
    if (await isWritten(file, startedAt)) written.push(file);
  }
  return written;
}

async function isWritten(path: string, since: number): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  if (stats === null || stats.mtimeMs > since) return true;
  return stats.isDirectory() && isFolderWritten(path, since);
}

/** Whether something of a folder of images was, which has a folder for each class. */
async function isFolderWritten(path: string, since: number): Promise<boolean> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const classes = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const most = Math.ceil(MOST_PICTURES / Math.max(1, classes.length));
  for (const { name } of classes) {
    const folder = join(path, name);
    const pictures = await readdir(folder).catch(() => []);
    const looked = [folder, ...pictures.slice(0, most).map((picture) => join(folder, picture))];
    const times = await Promise.all(looked.map((each) => stat(each).catch(() => null)));
    if (times.some((stats) => stats !== null && stats.mtimeMs > since)) return true;
  }
  return false;
}
