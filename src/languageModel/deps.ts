import type * as vscode from 'vscode';
import type { CommandDeps } from '../commands/deps.js';
import type { Dashboard } from '../dashboard/dashboard.js';
import type { EditorState } from '../editor/editorState.js';
import type { Settings } from '../platform/settings.js';

/** What the tools work with. */
export interface ToolDeps {
  readonly state: EditorState;
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  readonly previewer: Pick<CommandDeps['previewer'], 'shapesOf'>;
  readonly dashboard: Pick<Dashboard, 'show'>;
  /** Resolves once the runs of earlier sessions are known. */
  readonly restored: Promise<void>;
}
