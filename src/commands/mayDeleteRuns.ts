import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { tell } from '../platform/messages.js';
import type { RunHeader } from '../protocol/runFile.js';

const DELETE = 'Delete';
const KEEP = 'Keep';

/** Runs that the question names; the log names all. */
const NAMED = 5;

/** Asks whether the oldest runs may be deleted to make room, with their names; who keeps them is not asked again in this window. */
export function mayDeleteRuns(
  log: vscode.LogOutputChannel,
  maxRuns: () => number,
): (headers: readonly RunHeader[]) => Promise<boolean> {
  let kept = false;
  return async (headers) => {
    const names = headers.map(nameOf);
    const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : '';
    const limit = `gradlens.maxRuns is ${maxRuns()}`;
    log.info(`${limit}; runs beyond that limit: ${names.join('; ')}`);
    if (kept) return false;
    const which = names.length === 1 ? 'the oldest run' : `the ${names.length} oldest runs`;
    const answer = await tell(
      'information',
      `${limit}. Delete ${which}? ${names.slice(0, NAMED).join('; ')}${more}. Pinned runs are kept.`,
      DELETE,
      KEEP,
    );
    kept = answer !== DELETE;
    return answer === DELETE;
  };
}

function nameOf({ file, model, startedAt }: RunHeader): string {
  const name = model ? `${model.name} of ${basename(model.file ?? file)}` : basename(file);
  return `${name} (${new Date(startedAt).toLocaleString()})`;
}
