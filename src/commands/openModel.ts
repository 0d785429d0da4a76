import { revealInNotebook } from '../editor/notebooks/revealInNotebook.js';
import { revealLocation } from '../platform/revealLocation.js';
import { isNotebookFile } from '../protocol/cellsText.js';
import type { Command, CommandDeps } from './deps.js';
import { modelTarget } from './modelTarget.js';

/** Shows a model that a list names, where it is by now. */
export function openModel({ state, log }: CommandDeps): Command {
  return async (argument) => {
    const target = await modelTarget(state.models, argument);
    if (!target) return;
    const { document, model } = target;
    if (isNotebookFile(model.file)) {
      const nth = (await state.models.current(document)).indexOf(model);
      await revealInNotebook(state.models, model.file, nth);
    } else await revealLocation({ file: document.uri.fsPath, ...model.span.start }, log);
  };
}
