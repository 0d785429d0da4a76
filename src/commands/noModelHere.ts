import * as vscode from 'vscode';
import { HumanError } from '../errors/humanError.js';
import { commandIds } from '../platform/commandIds.js';
import { tell } from '../platform/messages.js';

const SHOW_MODELS = 'Show Models';
const OPEN_EXAMPLES = 'Open Examples';

/** A command about a model was given where there is none. */
export class NoModelHere extends HumanError {
  constructor() {
    super(
      'No model here. Open a JavaScript, TypeScript, or Python file, a page, or a notebook, and put the cursor on a Sequential model.',
    );
  }
}

/** Says so, with ways to a model. */
export async function leadToModels({ message }: NoModelHere): Promise<void> {
  const choice = await tell('error', message, SHOW_MODELS, OPEN_EXAMPLES);
  if (choice === SHOW_MODELS) await vscode.commands.executeCommand('gradlens.models.focus');
  if (choice === OPEN_EXAMPLES) await vscode.commands.executeCommand(commandIds.openExamples);
}
