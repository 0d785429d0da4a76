import { dataStore, downloadFolder, isHere } from './downloadDataset.js';
import { downloads } from './files.js';

/** Whether all files of a data set that is not built in are on this machine. */
export async function isDownloaded(name: string, store = dataStore()): Promise<boolean> {
  const download = downloads.find((candidate) => candidate.name === name);
  if (!download) return false;
  const folder = downloadFolder(store, name);
  return (await isHere(download.images, folder)) && (await isHere(download.labels, folder));
}
