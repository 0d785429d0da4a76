import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { SweepFile } from '../protocol/sweep.js';
import { makeFolder } from '../runs/stored/makeFolder.js';
import { isOwnerAlive } from '../runs/stored/ownerAlive.js';
import { replaceFile } from '../system/replaceFiles.js';

/** JSON has no word for these: as strings they are told from numbers that are not there. */
const NO_NUMBERS: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity };

/** Files that are looked at for those that are wanted; each may have a thousand trials. */
const MOST_READ = 200;

/** Newest first. */
interface NewestSweeps {
  readonly sweeps: readonly SweepFile[];
  /** Sweeps that were looked at, of all models. */
  readonly lookedAt: number;
  /** Whether there are no older ones. */
  readonly isAll: boolean;
}

/** The store's folder of sweeps, one file each. */
export class SweepFiles {
  private readonly directory: string;

  constructor(
    storeDirectory: string,
    private readonly log: (line: string) => void,
  ) {
    this.directory = join(storeDirectory, 'sweeps');
  }

  /** Writes a sweep anew, as a whole. @throws {HumanError} where the store cannot be written */
  async write(sweep: SweepFile): Promise<void> {
    try {
      await makeFolder(this.directory);
      await replaceFile(
        this.path(sweep.id),
        JSON.stringify(sweep, (_key, value: unknown) => toJson(value)),
      );
    } catch (error) {
      throw new HumanError(`The sweep cannot be saved in ${this.directory}: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Those of the newest sweeps that are wanted; what cannot be read is passed over with a line in the log. Never rejects. */
  async newest(isWanted: (sweep: SweepFile) => boolean = () => true, most = MOST_READ): Promise<NewestSweeps> {
    const ids = await this.ids();
    const sweeps: SweepFile[] = [];
    for (const id of ids.slice(0, most)) {
      const sweep = await this.read(id);
      if (sweep && isWanted(sweep)) sweeps.push(sweep);
    }
    return { sweeps, lookedAt: Math.min(ids.length, most), isAll: ids.length <= most };
  }

  /** Ids of all sweeps that begin so, the newest first. Never rejects. */
  async ids(start = ''): Promise<string[]> {
    const names = await readdir(this.directory).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    return ids
      .filter((id) => id.startsWith(start))
      .sort()
      .reverse();
  }

  /** Deletes all but those that a process has in hand. Never rejects. */
  async deleteAll(): Promise<void> {
    for (const id of await this.ids()) {
      const sweep = await this.read(id);
      if (!sweep || (await isOwnerAlive(sweep))) continue;
      await rm(this.path(id), { force: true }).catch((error: unknown) => this.log(messageOf(error)));
    }
  }

  /** A sweep by its id; null where it cannot be read, which the log says. Never rejects. */
  async read(id: string): Promise<SweepFile | null> {
    try {
      const text = await readFile(this.path(id), 'utf8');
      return v.parse(SweepFile, JSON.parse(text, fromJson));
    } catch (error) {
      this.log(`The sweep in ${this.path(id)} is skipped: ${messageOf(error)}`);
      return null;
    }
  }

  private path(id: string): string {
    return join(this.directory, `${id}.json`);
  }
}

const toJson = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;

function fromJson(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('number' in value)) return value;
  const number = typeof value.number === 'string' ? NO_NUMBERS[value.number] : undefined;
  return number ?? value;
}
