import * as vscode from 'vscode';
import type { Exclude, IndexedFolder } from '../../workspace/types.js';

/** Settings that change what is looked at. */
const SETTINGS = ['files.exclude', 'search.exclude', 'search.useIgnoreFiles'];

/** The workspace's folders on disk, with what the settings leave out of each. */
export function indexedFolders(): IndexedFolder[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => {
      const settings = vscode.workspace.getConfiguration(undefined, uri);
      return {
        path: uri.fsPath,
        excludes: ['files.exclude', 'search.exclude'].flatMap((key) => excludes(settings.get(key))),
        useIgnoreFiles: settings.get('search.useIgnoreFiles') !== false,
      };
    });
}

export const concernsFolders = (event: vscode.ConfigurationChangeEvent): boolean =>
  SETTINGS.some((key) => event.affectsConfiguration(key));

/** A value is true, false or `{ "when": "$(basename).ts" }`; whatever else stands there excludes nothing. */
function excludes(setting: unknown): Exclude[] {
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting as Readonly<Record<string, unknown>>).flatMap(([pattern, value]): Exclude[] => {
    if (value === true) return [{ pattern, when: null }];
    if (typeof value !== 'object' || value === null || !('when' in value)) return [];
    return typeof value.when === 'string' ? [{ pattern, when: value.when }] : [];
  });
}
