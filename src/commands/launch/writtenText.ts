import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainLines } from '../../protocol/sourceText.js';

/** Milliseconds that the editor is given to take up what another program wrote. */
const PATIENCE = 3000;
const POLL = 50;

/** A text of the editor. */
interface Shown {
  readonly uri: { readonly fsPath: string };
  getText(): string;
}

/**
 * Whether a file has the text that is on screen, waited for. The editor may say so where it does not: of a text that is edited back to
 * what was saved last (Undo, then Redo) while another save is being written.
 * @returns true, too, of a file that is gone or not UTF-8: nothing is known of it
 */
export async function isWritten(shown: Shown): Promise<boolean> {
  for (let waited = 0; ; waited += POLL) {
    const written = await textOf(shown.uri.fsPath);
    if (written === null || written === plainLines(shown.getText())) return true;
    if (waited >= PATIENCE) return false;
    await sleep(POLL);
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return plainLines(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)));
  } catch {
    return null;
  }
}
