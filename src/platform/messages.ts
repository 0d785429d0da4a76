import * as vscode from 'vscode';
import { plainText } from './plainText.js';

type Severity = 'error' | 'warning' | 'information';

const SHOW = {
  error: 'showErrorMessage',
  warning: 'showWarningMessage',
  information: 'showInformationMessage',
} as const;

/**
 * Tells something in a notification. Everything that the editor shows in words goes through this file, so that nothing of a file's text, a name or an
 * error is ever a link or an icon there.
 * @returns the button that was clicked
 */
export function tell<Button extends string>(
  severity: Severity,
  message: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window[SHOW[severity]](plainText(message), ...buttons);
}

/** Tells or asks something that the person answers before anything else goes on. */
export function tellModal<Button extends string>(
  severity: Severity,
  { message, detail = '' }: { readonly message: string; readonly detail?: string },
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window[SHOW[severity]](plainText(message), { modal: true, detail: plainText(detail) }, ...buttons);
}

/** A line of text that the person types. @param validate what is wrong with it; null where nothing is */
export function askText(
  options: Pick<vscode.InputBoxOptions, 'title' | 'prompt' | 'value' | 'placeHolder'>,
  validate: (text: string) => string | null,
): Thenable<string | undefined> {
  const { title, prompt, ...rest } = options;
  return vscode.window.showInputBox({
    ...rest,
    ...(title === undefined ? {} : { title: plainText(title) }),
    ...(prompt === undefined ? {} : { prompt: plainText(prompt) }),
    ignoreFocusOut: true,
    validateInput(text) {
      const problem = validate(text);
      return problem === null ? null : plainText(problem);
    },
  });
}

/** Shows that something goes on, and how far it is. @param task gets a function that tells the next step */
export function withProgress<T>(
  options: vscode.ProgressOptions,
  task: (
    report: (step: { readonly message: string; readonly increment?: number }) => void,
    cancellation: vscode.CancellationToken,
  ) => Thenable<T>,
): Thenable<T> {
  const { title } = options;
  return vscode.window.withProgress(
    { ...options, ...(title === undefined ? {} : { title: plainText(title) }) },
    (progress, cancellation) =>
      task((step) => progress.report({ ...step, message: plainText(step.message) }), cancellation),
  );
}

/** Runs what the person may cancel. @returns false where they did; what else goes wrong is thrown */
export async function untilCancelled(
  cancellation: vscode.CancellationToken,
  action: (signal: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const abort = new AbortController();
  const listener = cancellation.onCancellationRequested(() => abort.abort());
  try {
    await action(abort.signal);
    return true;
  } catch (error) {
    if (abort.signal.aborted) return false;
    throw error;
  } finally {
    listener.dispose();
  }
}
