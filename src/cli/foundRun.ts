import type { Run } from '../runs/types.js';
import { nearestText } from './nearestText.js';
import { OpenError } from './usage.js';

/** The kept run that an id, or the start of one, names. @throws {OpenError} where there is no such run, it is not the only one, or it cannot be read */
export function foundRun(runs: readonly Run[], id: string): Run {
  const [run, ...others] = runs.filter((candidate) => candidate.id.startsWith(id));
  if (!run) {
    const near = nearestText(
      id,
      runs.map((each) => each.id),
    );
    throw new OpenError(
      `There is no run "${id}"${near === null ? '' : `; the nearest is "${near}"`}. Run "runs" to list them.`,
    );
  }
  if (others.length > 0) throw new OpenError(`${others.length + 1} runs begin with "${id}". Type more characters.`);
  if (run.state.kind === 'ended' && run.state.outcome === 'newer-format') throw new OpenError(run.state.message ?? '');
  return run;
}
