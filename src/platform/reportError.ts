import type * as vscode from 'vscode';
import { HumanError } from '../errors/humanError.js';
import { tell } from './messages.js';

const SHOW_LOG = 'Show Log';

/** Tells the person in one short message, and the log everything. What was not written for people is named as our fault. */
export async function reportError(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  const expected = error instanceof HumanError;
  log.error(expected ? error.message : describe(error));
  const message = expected ? error.message : `GradLens hit an unexpected error: ${firstLine(error)}`;
  const choice = await tell('error', message, SHOW_LOG);
  if (choice === SHOW_LOG) log.show(true);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
