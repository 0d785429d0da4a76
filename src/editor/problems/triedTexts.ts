import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { editedText } from '../../diagnosis/source/editedText.js';
import { HumanError } from '../../errors/humanError.js';
import type { SourceModel } from '../../protocol/source.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { EditorState } from '../editorState.js';
import { isCellModel } from '../notebooks/cellModels.js';
import { notebookOf } from '../notebooks/notebookOf.js';
import { notebookText } from '../notebooks/notebookText.js';

/** A file's text and its models. */
interface ReadText {
  readonly text: string;
  readonly models: readonly SourceModel[];
  /** The one that is tried. */
  readonly model: SourceModel;
}

/** A file as the editor has it, saved or not, and with edits; a notebook's has nothing but its cells. */
export interface TriedTexts {
  readonly file: string;
  readonly before: ReadText;
  readonly after: ReadText;
}

interface Asked {
  readonly model: Pick<SourceModel, 'name' | 'line'>;
  /** Of the document, which may be a cell. */
  readonly edits: readonly { readonly span: Pick<SourceSpan, 'start' | 'end'>; readonly newText: string }[];
}

/** @throws {HumanError} where the model is not there, with the edits or without them */
export async function triedTexts(
  { models, finder }: Pick<EditorState, 'models' | 'finder'>,
  document: vscode.TextDocument,
  { model, edits }: Asked,
): Promise<TriedTexts> {
  const file = document.uri.fsPath;
  const own = await models.current(document);
  const notebook = models.notebookFor(document);
  const edited = editedText(document.getText(), [
    { edits: edits.map(({ span: { start, end }, newText }) => ({ start, end, newText })) },
  ]).text;
  const cells = notebook && (notebookOf(file)?.getCells() ?? []).map((each) => each.document);
  const before = notebook?.text ?? document.getText();
  const after = cells ? notebookText(cells, { cell: document, text: edited }) : edited;
  const all = notebook?.models ?? own;
  const isAsked = ({ name, line }: SourceModel) => name === model.name && line === model.line;
  const inCell = notebook ? own.find(isAsked) : undefined;
  const nth = inCell && isCellModel(inCell) ? inCell.nth : all.findIndex(isAsked);
  const then = (await finder.search(file, after, `${file} edited`)).models;
  const [was, is] = [all[nth], then[nth]];
  if (!was || !is || was.name !== is.name) {
    throw new HumanError(`${model.name} is no longer found in ${basename(file)}, so the edit cannot be tried.`);
  }
  return { file, before: { text: before, models: all, model: was }, after: { text: after, models: then, model: is } };
}
