import type * as vscode from 'vscode';
import { firstLine, messageOf, stackOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { tell } from './messages.js';

const SHOW_LOG = 'Show Log';

/** Tells the person in one short message, and the log everything. What was not written for people is named as our fault. */
export async function reportError(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  const expected = error instanceof HumanError;
  log.error(expected ? error.message : stackOf(error));
  const message = expected ? error.message : `GradLens hit an unexpected error: ${firstLine(messageOf(error))}`;
  const choice = await tell('error', message, SHOW_LOG);
  if (choice === SHOW_LOG) log.show(true);
}
