import type { Event } from '../../lifecycle/emitter.js';

/** A document of the editor: a text or a notebook. */
interface Savable {
  readonly isDirty: boolean;
  save(): PromiseLike<boolean>;
}

/** Milliseconds that the save of another may take: the editor gives extensions that edit a text first 1,750, and formatters longer. */
const PATIENCE = 3000;

/**
 * Saves a document. The editor refuses that at once while a save of its own waits for formatters and the like: that one counts, once it is done.
 * @param onDidSave tells of documents that have been saved, by whomever
 * @returns whether it is saved as it is on screen
 */
export async function saved<Document extends Savable>(
  document: Document,
  onDidSave: Event<Document>,
): Promise<boolean> {
  if (await isTaken(document)) return true;
  if (document.isDirty) await savedByAnother(document, onDidSave);
  return !document.isDirty || isTaken(document);
}

/** Version of a text that was never edited. */
const AS_OPENED = 1;

/**
 * Whether a text may differ from its file. An edit that comes while another save is being written leaves the text unsaved, and yet the
 * editor tells extensions then that it is saved: one that was ever edited is asked for again, which costs nothing where it is saved.
 */
export const mayBeUnsaved = ({ isDirty, version }: { readonly isDirty: boolean; readonly version: number }): boolean =>
  isDirty || version > AS_OPENED;

async function isTaken(document: Savable): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}

/** Resolves when it is, or at the end of our patience. */
function savedByAnother<Document>(document: Document, onDidSave: Event<Document>): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(stop, PATIENCE);
    const listening = onDidSave((each) => {
      if (each === document) stop();
    });
  });
}
