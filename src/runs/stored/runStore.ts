import { access, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import {
  EVENTS_FILE,
  LABEL_FILE,
  MODEL_FILE,
  MODEL_FOLDER,
  NewerRunHeader,
  PINNED_FILE,
  RUN_HEADER_FILE,
  RunHeader,
  RunLabel,
} from '../../protocol/runFile.js';
import { folderSize } from '../../system/folderSize.js';
import { replaceFile } from '../../system/replaceFiles.js';
import { NO_MARKS, type RunMarks } from '../marks.js';
import { keepToUser, makeFolder } from './makeFolder.js';
import { isOwnerAlive } from './ownerAlive.js';

/** Bytes that are kept for a run's header with its end, and characters of a message that fit with all else. */
const RESERVE_BYTES = 16_384;
const MOST_MESSAGE = 1000;

/** The folder that holds a folder for each run. Knows headers; what else is in a run's folder is the trainer's. */
export class RunStore {
  readonly directory: string;

  constructor(
    storeDirectory: string,
    private readonly log: (line: string) => void,
    folder: 'runs' | 'trials' = 'runs',
  ) {
    this.directory = join(storeDirectory, folder);
  }

  folder(id: string): string {
    return join(this.directory, id);
  }

  /**
   * Makes a run's folder and header.
   * @throws {HumanError} when that cannot be written.
   */
  async create(header: RunHeader): Promise<void> {
    try {
      await makeFolder(this.folder(header.id));
      await keepToUser(dirname(this.directory));
      await this.writeHeader(header);
      await writeFile(this.reserve(header.id), Buffer.alloc(RESERVE_BYTES, ' '));
    } catch (error) {
      await this.delete(header.id);
      throw new HumanError(
        `GradLens cannot write to its storage folder ${this.directory} (${messageOf(error)}). ` +
          'Make it writable, free some space, or set the environment variable GRADLENS_STORE to another folder.',
        { cause: error },
      );
    }
  }

  /** Replaces the header as a whole, so that a reader never sees half of one. */
  async writeHeader(header: RunHeader): Promise<void> {
    const path = join(this.folder(header.id), RUN_HEADER_FILE);
    try {
      await replaceFile(path, JSON.stringify(header));
      if (header.end) await rm(this.reserve(header.id), { force: true });
    } catch (error) {
      if (!header.end || !isFull(error)) throw error;
      await this.writeIntoReserve(header, path);
    }
  }

  /** On a full disk a run's end takes the room that was kept for it, so that it is not called interrupted later. */
  private async writeIntoReserve(header: RunHeader, path: string): Promise<void> {
    const text = JSON.stringify(withShortMessage(header));
    const file = await open(this.reserve(header.id), 'r+');
    try {
      await file.write(text.padEnd(RESERVE_BYTES), 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(this.reserve(header.id), path);
  }

  private reserve(id: string): string {
    return join(this.folder(id), `${RUN_HEADER_FILE}.reserve`);
  }

  /** Headers of all runs on disk, newest first; what cannot be read is passed over with a line in the log. */
  async list(): Promise<RunHeader[]> {
    const ids = await readdir(this.directory).catch(() => []);
    const headers: RunHeader[] = [];
    for (const id of ids) {
      const header = await this.readHeader(id);
      if (header) headers.push(header);
    }
    return headers.sort((a, b) => b.startedAt - a.startedAt);
  }

  isPinned(id: string): Promise<boolean> {
    return isThere(join(this.folder(id), PINNED_FILE));
  }

  /** The folder that has a run's trained model; null where there is none. */
  async keptModel(id: string): Promise<string | null> {
    const folder = join(this.folder(id), MODEL_FOLDER);
    return (await isThere(join(folder, MODEL_FILE))) ? folder : null;
  }

  /** What a person has marked a run with; nothing where that cannot be read. */
  async marks(id: string): Promise<RunMarks> {
    const text = await readFile(join(this.folder(id), LABEL_FILE), 'utf8').catch(() => '{}');
    return { ...NO_MARKS, ...parsedLabel(text), pinned: await this.isPinned(id) };
  }

  /**
   * Changes marks of a run; the others stay as they are on disk, where another window may have changed them.
   * @returns all of its marks
   * @throws {HumanError} where the run's folder cannot be written
   */
  async mark(id: string, changes: Partial<RunMarks>): Promise<RunMarks> {
    const file = (own: string) => join(this.folder(id), own);
    const marks = { ...(await this.marks(id)), ...changes };
    const { pinned, name, note } = marks;
    try {
      if (pinned) await writeFile(file(PINNED_FILE), '');
      else await rm(file(PINNED_FILE), { force: true });
      if (name === null && note === null) await rm(file(LABEL_FILE), { force: true });
      else await replaceFile(file(LABEL_FILE), JSON.stringify({ name, note } satisfies RunLabel));
      return marks;
    } catch (error) {
      throw new HumanError(`The run's name, note, and pin cannot be saved: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Milliseconds since the Unix epoch at which a run is known to have been under way last. */
  async lastSign({ id, startedAt }: RunHeader): Promise<number> {
    const events = await stat(join(this.folder(id), EVENTS_FILE)).catch(() => null);
    return Math.max(startedAt, Math.round(events?.mtimeMs ?? 0));
  }

  /** Never rejects: what cannot be deleted is said in the log. */
  async delete(id: string): Promise<void> {
    await rm(this.folder(id), { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) =>
      this.log(`The run ${id} could not be deleted: ${messageOf(error)}`),
    );
  }

  /** Deletes what hosts left that are gone. Never rejects. */
  async deleteLeft(): Promise<void> {
    for (const header of await this.list()) if (!(await isOwnerAlive(header))) await this.delete(header.id);
  }

  /** Removes what is left of a header whose writer was killed while it wrote. Never rejects. */
  async removeHalfHeaders(id: string): Promise<void> {
    const names = await readdir(this.folder(id)).catch(() => []);
    const half = names.filter((name) => name.startsWith(`${RUN_HEADER_FILE}.`));
    await Promise.allSettled(half.map((name) => rm(join(this.folder(id), name), { force: true })));
  }

  size(): Promise<number> {
    return folderSize(this.directory);
  }

  private async readHeader(id: string): Promise<RunHeader | null> {
    try {
      const text = await readFile(join(this.folder(id), RUN_HEADER_FILE), 'utf8');
      const header = v.parse(v.union([NewerRunHeader, RunHeader]), JSON.parse(text));
      return header.id === id ? header : null;
    } catch (error) {
      this.log(`The run in ${this.folder(id)} is skipped: ${messageOf(error)}`);
      return null;
    }
  }
}

function parsedLabel(text: string): RunLabel | null {
  try {
    return v.parse(RunLabel, JSON.parse(text));
  } catch {
    return null;
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

function withShortMessage(header: RunHeader): RunHeader {
  if (!header.end?.message) return header;
  return { ...header, end: { ...header.end, message: header.end.message.slice(0, MOST_MESSAGE) } };
}
