import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { ModelChoices } from '../../protocol/config.js';
import type { RunChoice, RunPlan } from '../../protocol/launch.js';
import type { SourceModel } from '../../protocol/source.js';
import type { WorkspaceConfig } from '../config/workspaceConfig.js';
import type { DocumentModels } from '../models/documentModels.js';

/** What decides in another thread how a model is run. Logs its own failures. */
export interface Planner {
  plan(choice: RunChoice): Promise<RunPlan>;
}

/** A model in the text that an editor has of its file. */
export interface PlanTarget {
  readonly model: SourceModel;
  readonly document: vscode.TextDocument;
}

/** Milliseconds of quiet after a change of a document's models before their plans are made anew. */
const QUIET = 1000;

/** How the models of the open documents would be run: for Run itself, and what lenses say of it beforehand. */
export class ModelPlans implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<vscode.TextDocument, Map</* model */ string, RunPlan | null>>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly changed = this.store.add(new Emitter<void>());
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly planner: Planner,
    private readonly models: DocumentModels,
    private readonly config: WorkspaceConfig,
  ) {
    this.store.add(models.onDidChange((document) => this.outdate(document)));
    this.store.add(
      config.onDidChange(() => {
        for (const document of this.known.keys()) this.outdate(document);
      }),
    );
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
  }

  /** A model with what has been chosen for it. */
  choice({ model, document }: PlanTarget, choices: ModelChoices): RunChoice {
    return { ...this.models.asFile(model, document), choices, folder: projectFolder(model.file) };
  }

  /** @throws {HumanError} by rejection, where the worker fails at the file */
  plan(choice: RunChoice): Promise<RunPlan> {
    return this.planner.plan(choice);
  }

  /** What is known now; where nothing is, a plan is made and `onDidChange` fires when it is there. */
  peek({ model, document }: PlanTarget): RunPlan | null {
    const plans = this.known.get(document) ?? new Map<string, RunPlan | null>();
    this.known.set(document, plans);
    const known = plans.get(keyOf(model));
    if (known !== undefined) return known;
    plans.set(keyOf(model), null);
    void this.find({ model, document }).then((plan) => {
      if (!plan || this.known.get(document)?.get(keyOf(model)) !== null) return;
      plans.set(keyOf(model), plan);
      this.changed.fire();
    });
    return null;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.store.dispose();
  }

  private async find(target: PlanTarget): Promise<RunPlan | null> {
    try {
      const models = await this.models.current(target.document);
      return await this.plan(this.choice(target, await this.config.choices(target.model, models)));
    } catch {
      return null; // The planner has said in the log what failed.
    }
  }

  /** Keeps what is known until the person has stopped typing. */
  private outdate(document: vscode.TextDocument): void {
    if (!this.known.has(document)) return;
    clearTimeout(this.timers.get(document));
    const renew = () => {
      this.forget(document);
      this.changed.fire();
    };
    this.timers.set(document, setTimeout(renew, QUIET));
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.known.delete(document);
  }
}

const keyOf = ({ name, line }: SourceModel): string => `${name}\0${line}`;

/** The folder of the workspace that has a file, else the file's own. */
export function projectFolder(file: string): string {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath ?? dirname(file);
}
