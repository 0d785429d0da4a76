import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The headers of a store's runs, each a trial of a sweep, in the order of the trials. */
export async function sweepHeaders(store: string) {
  const ids = await readdir(join(store, 'runs'));
  const texts = await Promise.all(ids.map((id) => readFile(join(store, 'runs', id, 'run.json'), 'utf8')));
  return texts.map((text) => JSON.parse(text)).sort((one, other) => one.sweep.trial - other.sweep.trial);
}
