import * as vscode from 'vscode';
import { commandIds } from '../../platform/commandIds.js';
import { plainText } from '../../platform/plainText.js';
import type { Run } from '../../runs/types.js';
import type { RunGroup } from './runGroups.js';
import { runLook } from './runLook.js';

/** A model's runs, one of them, or the rest. Commands take a run by its id. */
export type RunNode =
  | { readonly kind: 'group'; readonly group: RunGroup }
  | { readonly kind: 'run'; readonly id: string; readonly run: Run }
  /** Stands for the runs of a group that are not listed. */
  | { readonly kind: 'more'; readonly group: RunGroup; readonly left: number };

/** A node of the list as the editor draws it and a screen reader says it. @param isFirst the group of the newest run is open */
export function groupItem({ key, name, file, runs }: RunGroup, isFirst: boolean): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, isFirst ? Expanded : Collapsed);
  const amount = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  const place = file === null ? null : vscode.workspace.asRelativePath(file);
  item.id = `group:${key}`;
  item.description = [place, amount].filter((part) => part !== null).join(' · ');
  item.iconPath = new vscode.ThemeIcon('layers');
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${name}${place ? ` of ${place}` : ''}, ${amount}` };
  return item;
}

/** @param changes what changed since the last run of that model; null where that is not known */
export function runItem(run: Run, changes: string | null): vscode.TreeItem {
  const { label, description, icon, color, facts, context } = runLook(run, changes, Date.now());
  const item = new vscode.TreeItem(label);
  item.id = `run:${run.id}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, color === null ? undefined : new vscode.ThemeColor(color));
  item.contextValue = context;
  item.tooltip = plainText(facts.join('\n'));
  item.accessibilityInformation = { label: [label, ...facts].join(', ') };
  item.command = { title: 'Show in Dashboard', command: commandIds.showDashboard, arguments: [run.id] };
  return item;
}

export function moreItem({ key, name }: RunGroup, left: number): vscode.TreeItem {
  const item = new vscode.TreeItem('Show More');
  item.id = `more:${key}:${left}`;
  item.description = `${left} not shown`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.accessibilityInformation = { label: `Show more runs of ${name}, ${left} not shown` };
  item.command = { title: 'Show More', command: commandIds.moreRuns, arguments: [key] };
  return item;
}
