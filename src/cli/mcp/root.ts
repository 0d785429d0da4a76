import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { PlaceText } from '../../assistant/answerText.js';
import { HumanError } from '../../errors/humanError.js';

/** The folder that a client may see: nothing outside of it is read, run, or told. */
export class Root {
  private constructor(private readonly folder: string) {}

  /** @throws {Error} where there is no such folder */
  static async open(folder: string): Promise<Root> {
    return new Root(await realpath(folder));
  }

  /** Whether a file, by its absolute path, is in the folder; where its links lead is not looked at. */
  holds(file: string): boolean {
    const way = relative(this.folder, file);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  }

  /** Whether a file is in the folder, with its links followed. */
  readonly leadsInside = async (file: string): Promise<boolean> => {
    const real = await realpath(file).catch(() => null);
    return real !== null && this.holds(real);
  };

  /** A path as it was asked for, absolute and with its links followed. @throws {HumanError} where it is outside, or not there */
  async inside(path: string): Promise<string> {
    const asked = resolve(this.folder, path);
    const outside = new HumanError(`${path} is outside of the root. Paths are relative to it.`);
    if (!this.holds(asked)) throw outside;
    const real = await realpath(asked).catch(() => null);
    if (real === null) throw new HumanError(`There is no file or folder ${path} in the root.`);
    if (!this.holds(real)) throw outside;
    return real;
  }

  /** A path as a client is told it: relative, with slashes; of a file outside its name alone. */
  readonly fileText = (file: string): string => {
    const way = this.holds(file) ? relative(this.folder, file) : file.slice(file.lastIndexOf(sep) + 1);
    return way.replaceAll(sep, '/') || '.';
  };

  readonly place: PlaceText = ({ file, line }) => `${this.fileText(file)}:${line}`;
}
