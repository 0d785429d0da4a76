import { isNotebookFile } from '../../../protocol/cellsText.js';
import { Notebook } from '../../notebook/notebook.js';
import { PythonTree } from './tree.js';

/** The syntax of a Python file, or of the cells of a notebook as one program; places are those of the file. */
export function parseProgram(text: string, file: string): PythonTree {
  if (!isNotebookFile(file)) return new PythonTree(text);
  const notebook = new Notebook(text);
  return new PythonTree(notebook.program, {
    starts: notebook.cells.map(({ from }) => from),
    position: (offset) => notebook.position(offset),
    endPosition: (offset) => notebook.endPosition(offset),
  });
}
