import * as vscode from 'vscode';
import { commandIds } from '../../platform/commandIds.js';
import { plainText } from '../../platform/plainText.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import {
  type FileNode,
  type FolderNode,
  labelOf,
  type ModelNode,
  type TreeNode,
} from '../../workspace/modelFolders.js';
import type { EditorState } from '../editorState.js';
import { kindOf, nodeLook } from './nodeLook.js';
import { nodeRun } from './nodeRun.js';

type State = Pick<EditorState, 'runs' | 'launches'>;

/** A node of the tree as the editor draws it and a screen reader says it. */
export function treeItem(node: TreeNode, state: State): vscode.TreeItem {
  return node.kind === 'model' ? modelItem(node, state) : pathItem(node);
}

function pathItem(node: FolderNode | FileNode): vscode.TreeItem {
  const { Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(labelOf(node), Expanded);
  item.id = `${node.kind}:${node.path}`;
  item.resourceUri = vscode.Uri.file(node.path);
  item.iconPath = node.kind === 'file' ? vscode.ThemeIcon.File : vscode.ThemeIcon.Folder;
  item.contextValue = node.kind;
  if (node.kind === 'file') {
    const { length } = node.models;
    item.accessibilityInformation = { label: `${labelOf(node)}, ${length} ${length === 1 ? 'model' : 'models'}` };
  }
  return item;
}

function modelItem(node: ModelNode, { runs, launches }: State): vscode.TreeItem {
  const found = nodeRun(runs.all, node);
  const { icon, color, description, state } = nodeLook(node, found, launches.has(node));
  const item = new vscode.TreeItem(node.name);
  item.id = `model:${node.file}:${node.parent.models.indexOf(node)}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, color === null ? undefined : new vscode.ThemeColor(color));
  item.contextValue = `model.${state}`;
  // A line of a notebook's file is none that a person sees.
  const hasLine = !isNotebookFile(node.file);
  const place = `${vscode.workspace.asRelativePath(node.file)}${hasLine ? `:${node.line}` : ''}`;
  item.tooltip = plainText(`${node.name} (${kindOf(node)})\n${place}${found ? `\n${description}` : ''}`);
  item.accessibilityInformation = {
    label: `${node.name}, ${kindOf(node)}${hasLine ? `, line ${node.line}` : ''}${found ? `, ${description}` : ''}`,
  };
  item.command = { title: 'Open Model', command: commandIds.openModel, arguments: [node] };
  return item;
}
