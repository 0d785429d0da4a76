import * as vscode from 'vscode';
import { downloadDataset, isDownloaded } from '../../datasets/download/downloadDataset.js';
import { type ListedDataset, listDatasets } from '../../datasets/listDatasets.js';
import { HumanError } from '../../errors/humanError.js';
import { tell, tellModal, untilCancelled, withProgress } from '../../platform/messages.js';
import type { DataSpec } from '../../protocol/data.js';

const DOWNLOAD = 'Download';
const USE_DIGITS = 'Use the 8x8 Digits';

/**
 * Downloads data that is not brought along, after asking.
 * @returns name of the data to use: this one, or what the person takes instead; null where the person gives up
 */
export async function downloadFirst({ name, title, download, license }: ListedDataset): Promise<string | null> {
  if (download === null || (await isDownloaded(name))) return name;
  const megabytes = Math.ceil(download / 1e6);
  const detail = `One download of ${megabytes} MB from a public server, kept for all projects.${license ? ` License: ${license}.` : ''}`;
  const choice = await tellModal('information', { message: `Download ${title}?`, detail }, DOWNLOAD);
  if (choice !== DOWNLOAD) return null;
  try {
    return (await downloaded(name, title)) ? name : null;
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    return (await tell('error', error.message, USE_DIGITS)) === USE_DIGITS ? 'digits' : null;
  }
}

/** Data that was chosen before, or that the source names, once it is on this machine. @returns null where the person gives up */
export async function readyData(spec: DataSpec): Promise<DataSpec | null> {
  const listed = spec.kind === 'builtin' ? listDatasets().find(({ name }) => name === spec.name) : undefined;
  if (spec.kind !== 'builtin' || !listed) return spec;
  const name = await downloadFirst(listed);
  return name === null ? null : { ...spec, name };
}

/** False where the person cancelled. */
function downloaded(name: string, title: string): Thenable<boolean> {
  const location = vscode.ProgressLocation.Notification;
  return withProgress({ location, title, cancellable: true }, (report, cancellation) => {
    let shown = 0;
    const onProgress = (done: number, total: number) => {
      const percent = Math.floor((100 * done) / total);
      report({ increment: percent - shown, message: `${percent}%` });
      shown = percent;
    };
    return untilCancelled(cancellation, (signal) => downloadDataset(name, { signal, onProgress }));
  });
}
