import type * as vscode from 'vscode';
import { isSupported } from '../models/languages.js';
import { cellsText } from './cellsText.js';

/** A notebook as a file that holds nothing but its cells. @param edited in place of what a cell has */
export function notebookText(
  cells: readonly vscode.TextDocument[],
  edited?: { readonly cell: vscode.TextDocument; readonly text: string },
): string {
  return cellsText(
    cells.map((each) => {
      const text = each === edited?.cell ? edited.text : each.getText();
      return isSupported(each) ? text.replaceAll('\r\n', '\n') : null;
    }),
  );
}
