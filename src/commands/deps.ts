import type * as vscode from 'vscode';
import type { Dashboard } from '../dashboard/dashboard.js';
import type { DataPreviewer } from '../datasets/preview/previewer.js';
import type { DepthLessons } from '../depth/depthLessons.js';
import type { EditorState } from '../editor/editorState.js';
import type { RunTree } from '../editor/runList/runTree.js';
import type { ReadOnlyTexts } from '../platform/readOnlyTexts.js';
import type { Settings } from '../platform/settings.js';
import type { CompiledStep } from '../protocol/trainer.js';
import type { RunsOptions } from '../runs/runsOptions.js';
import type { Runs } from '../runs/types.js';
import type { SweepFiles } from '../sweep/sweepFiles.js';
import type { Sweeps } from '../sweep/sweeps.js';
import type { Tries } from '../trials/tries.js';
import type { PickedData } from './data/pickedData.js';

/** What commands work with. */
export interface CommandDeps {
  readonly state: EditorState;
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  readonly dashboard: Pick<Dashboard, 'show' | 'compare'>;
  /** The edit that is tried. */
  readonly tries: Tries;
  /** The lessons on what depth does. */
  readonly depth: Pick<DepthLessons, 'open'>;
  /** The sweep that is shown. */
  readonly sweeps: Pick<Sweeps, 'open' | 'train' | 'isTraining' | 'current'>;
  readonly sweepFiles: SweepFiles;
  /** Runs of one sweep, which owns them. @param compiledStep as the sweep was begun with @param startTrainer left out on this machine */
  readonly sweepRuns: (compiledStep: CompiledStep, startTrainer?: RunsOptions['startTrainer']) => Runs;
  /** Runs of one trial, which owns them. */
  readonly trialRuns: () => Runs;
  /** The side bar's list of runs. */
  readonly runTree: Pick<RunTree, 'selected' | 'filter' | 'order' | 'showOnly' | 'showMore' | 'sortBy'>;
  /** Sides of diffs: what ran. */
  readonly ranTexts: ReadOnlyTexts;
  /** Tabs that show statements of slices. */
  readonly slices: ReadOnlyTexts;
  /** Tabs that show data before it is chosen. */
  readonly previews: ReadOnlyTexts;
  readonly picked: PickedData;
  /** Looks at data in another thread. */
  readonly previewer: Pick<DataPreviewer, 'preview' | 'shapesOf'>;
  /** Of the build, and where GradLens keeps its files. */
  readonly folders: { readonly dist: string; readonly store: string };
  /** Folder of the package's examples. */
  readonly examples: string;
  /** Remembers across windows what a person was asked already. */
  readonly memory: vscode.Memento;
  /** Installs GradLens's own tfjs-node with a progress notification; false when the person cancelled. */
  readonly installTfjsNode: () => Promise<boolean>;
}

/** @param selected from a list: all that is selected */
export type Command = (argument: unknown, selected?: unknown) => unknown;
