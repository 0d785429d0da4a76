import * as v from 'valibot';
import * as vscode from 'vscode';
import type { EditorState } from '../editor/editorState.js';
import { modelAtCursor } from '../editor/models/activeModel.js';
import type { DocumentModels } from '../editor/models/documentModels.js';
import { isCell, isSupported } from '../editor/models/languages.js';
import type { CursorPlace } from '../editor/models/lastEditor.js';
import { modelReference } from '../editor/models/modelReference.js';
import { notebookOf } from '../editor/notebooks/notebookOf.js';
import { HumanError } from '../errors/humanError.js';
import { isNotebookFile } from '../protocol/cellsText.js';
import type { RunChoice } from '../protocol/launch.js';
import type { SourceModel } from '../protocol/source.js';
import { isWritten } from './launch/writtenText.js';
import { NoModelHere } from './noModelHere.js';

/** What a code lens hands to its command. */
const LensArgument = v.object({ file: v.string(), line: v.number(), name: v.string(), nth: v.optional(v.number()) });

export interface ModelTarget {
  readonly document: vscode.TextDocument;
  readonly model: SourceModel;
}

/** A model with what has been chosen for it. */
export interface ChosenModel extends ModelTarget {
  /** All models of its file, in order. */
  readonly models: readonly SourceModel[];
  readonly choice: RunChoice;
}

/** @throws {HumanError} where there is no model */
export async function chosenModel(state: EditorState, argument: unknown): Promise<ChosenModel> {
  const { models, config, plans } = state;
  const target = await requireModelTarget(state, argument);
  const all = await models.current(target.document);
  return { ...target, models: all, choice: plans.choice(target, await config.choices(target.model, all)) };
}

/** The model that a lens names, or the one at the cursor; null where there is none. @throws {HumanError} where a named file is gone */
export async function modelTarget(
  models: DocumentModels,
  argument: unknown,
  editor: CursorPlace | undefined = vscode.window.activeTextEditor,
): Promise<ModelTarget | null> {
  const named = v.safeParse(LensArgument, argument);
  if (named.success) return namedTarget(models, named.output);
  if (!editor || !isSupported(editor.document)) return null;
  const model = modelAtCursor(await models.current(editor.document), editor);
  if (model && isCell(editor.document)) return namedTarget(models, modelReference(model));
  return model && { document: editor.document, model };
}

/** As `modelTarget`, or the model that a page without a cursor covers. @throws {NoModelHere} where there is no model */
export async function requireModelTarget(
  { models, lastEditor }: Pick<EditorState, 'models' | 'lastEditor'>,
  argument: unknown,
): Promise<ModelTarget> {
  const target = await modelTarget(models, argument, await lastEditor.place());
  if (target) return target;
  throw new NoModelHere();
}

async function namedTarget(
  models: DocumentModels,
  { file, line, name, nth }: v.InferOutput<typeof LensArgument>,
): Promise<ModelTarget | null> {
  const document = await openDocument(file, nth !== undefined);
  const found = await models.current(document);
  const ofCell = nth === undefined ? undefined : found[nth];
  const model =
    (ofCell?.name === name ? ofCell : undefined) ??
    found.find((each) => each.line === line && each.name === name) ??
    found.find((each) => each.name === name) ??
    (nth === undefined ? found.find((each) => each.line === line) : undefined);
  return model ? { document, model } : null;
}

/** @param save whether a notebook is to be saved before, since what is meant may be there only on screen */
async function openDocument(file: string, save: boolean): Promise<vscode.TextDocument> {
  try {
    if (isNotebookFile(file)) return await openSavedNotebook(file, save);
    return await vscode.workspace.openTextDocument(file);
  } catch {
    throw new HumanError(`${file} cannot be opened: it was moved or deleted.`);
  }
}

/**
 * The text of a notebook's file as it is on disk, which is what a run reads; an editor of notebooks shows something else.
 * @param save whether to save the notebook first
 * @throws {Error} by rejection, where the file cannot be read
 */
async function openSavedNotebook(file: string, save: boolean): Promise<vscode.TextDocument> {
  const notebook = notebookOf(file);
  if (save && notebook?.isDirty) await notebook.save();
  const document = await vscode.workspace.openTextDocument(file);
  // The editor takes a while to see what it has just written.
  if (!document.isDirty) await isWritten(document);
  return document;
}
