import { HumanError } from '../errors/humanError.js';
import { editsBetween } from '../errors/nearest.js';
import type { Run } from './types.js';

/** No run, or more than one, is meant by what was given. */
export class NoSuchRun extends HumanError {
  override readonly name = 'NoSuchRun';
}

/**
 * The kept run that an id, or the start of one, names.
 * @param list what lists the ids
 * @throws {NoSuchRun} where there is no such run, it is not the only one, or it cannot be read
 */
export function foundRun(runs: readonly Run[], id: string, list: 'runs' | 'list_runs'): Run {
  const [run, ...others] = runs.filter((candidate) => candidate.id.startsWith(id));
  if (!run) {
    const near = nearestId(id, runs);
    throw new NoSuchRun(
      `There is no run "${id}"${near === undefined ? '' : `; the nearest is "${near}"`}. Run "${list}" to list them.`,
    );
  }
  if (others.length > 0) throw new NoSuchRun(`${others.length + 1} runs begin with "${id}". Type more characters.`);
  if (run.state.kind === 'ended' && run.state.outcome === 'newer-format') throw new NoSuchRun(run.state.message ?? '');
  return run;
}

/** The id that takes the fewest edits to come from what was typed, of which only as much counts as was typed; the first of several. */
function nearestId(typed: string, runs: readonly Run[]): string | undefined {
  const ranked = runs.map(({ id }) => ({ id, edits: editsBetween(typed, id.slice(0, typed.length)) }));
  return ranked.toSorted((one, other) => one.edits - other.edits)[0]?.id;
}
