import type { SourceModel } from '../protocol/source.js';
import type { Run } from './types.js';

interface RecordedRun {
  readonly request: Pick<Run['request'], 'file' | 'model'>;
  readonly fits: readonly { readonly summary: Pick<Run['fits'][number]['summary'], 'name' | 'location'> }[];
}

/** The model that a run is of: where the whole file was meant, as on the command line, the first one that it trained. */
export function ranModel({ request: { file, model }, fits }: RecordedRun): Pick<SourceModel, 'file' | 'name' | 'line'> {
  if (model) return model;
  const trained = fits.find(({ summary }) => summary.location !== null)?.summary;
  return trained?.location
    ? { file: trained.location.file, line: trained.location.line, name: trained.name }
    : { file, line: 0, name: '' };
}
