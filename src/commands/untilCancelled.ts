import type * as vscode from 'vscode';

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
