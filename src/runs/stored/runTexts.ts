import { backendName } from '../../protocol/backend.js';
import { modelFile } from '../../protocol/runRequest.js';
import type { KeptSource } from '../../runFiles/sources.js';
import { type CodeNow, type ComparedTexts, UNKNOWN_CODE } from '../changes/codeNow.js';
import type { Run } from '../types.js';
import type { ComparedFolder } from './readerMessages.js';
import type { RunReader } from './runReader.js';

/** What ran, and how it differs from what ran before; read on the reader's thread, what two ended runs differ in once. */
export class RunTexts {
  private readonly known = new Map</* ids of two runs */ string, Promise<string | null>>();

  constructor(
    private readonly reader: Pick<RunReader, 'readSources' | 'readChanges' | 'codeNow'>,
    private readonly folder: (id: string) => string,
  ) {}

  /** Never rejects. */
  sources({ id }: Pick<Run, 'id'>): Promise<readonly KeptSource[]> {
    return this.reader.readSources(this.folder(id)).catch(() => []);
  }

  /** What became of the code between two texts of a file; a guess that it was edited where nobody can tell. Never rejects. */
  codeNow(texts: ComparedTexts): Promise<CodeNow> {
    return this.reader.codeNow(texts).catch(() => UNKNOWN_CODE);
  }

  /** @param previous the run to compare with; null is none. Never rejects. */
  whatChanged(run: Run, previous: Run | null): Promise<string | null> {
    if (!previous) return Promise.resolve(null);
    const key = `${previous.id} ${run.id}`;
    const known = this.known.get(key);
    if (known) return known;
    const runs = { before: this.compared(previous), after: this.compared(run) };
    const words = this.reader.readChanges(runs).catch(() => {
      this.known.delete(key);
      return null;
    });
    if ([previous, run].every(({ state }) => state.kind === 'ended')) this.known.set(key, words);
    return words;
  }

  private compared({ id, request }: Run): ComparedFolder {
    const { dataName, seed, share, backend } = request;
    const file = modelFile(request);
    return { directory: this.folder(id), file, dataName, seed, share, backend: backendName(backend) };
  }
}
