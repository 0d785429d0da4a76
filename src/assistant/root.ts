import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { HumanError } from '../errors/humanError.js';
import type { PlaceText } from './answerText.js';

/** What an assistant may see of a disk, and how it is told of it. */
export interface Reach {
  /** Whether a file, by its absolute path, is inside; where its links lead is not looked at. */
  holds(file: string): boolean;
  /** Whether a file is inside with its links followed. */
  readonly leadsInside: (file: string) => Promise<boolean>;
  /** The absolute path of what was asked for. @throws {HumanError} where it is outside, or not there */
  inside(path: string): Promise<string>;
  /** A path as the assistant is told it: relative, with slashes. */
  readonly fileText: (file: string) => string;
  readonly place: PlaceText;
}

/** The folder that a client may see: nothing outside of it is read, run, or told. */
export class Root implements Reach {
  private constructor(private readonly folder: string) {}

  /** @throws {Error} where there is no such folder */
  static async open(folder: string): Promise<Root> {
    return new Root(await realpath(folder));
  }

  holds(file: string): boolean {
    const way = relative(this.folder, file);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  }

  readonly leadsInside = async (file: string): Promise<boolean> => {
    const real = await realpath(file).catch(() => null);
    return real !== null && this.holds(real);
  };

  /** With its links followed. */
  async inside(path: string): Promise<string> {
    const asked = resolve(this.folder, path);
    const outside = new HumanError(`${path} is outside of the root. Paths are relative to it.`);
    if (!this.holds(asked)) throw outside;
    const real = await realpath(asked).catch(() => null);
    if (real === null) throw new HumanError(`There is no file or folder ${path} in the root.`);
    if (!this.holds(real)) throw outside;
    return real;
  }

  /** Of a file outside its name alone. */
  readonly fileText = (file: string): string => {
    const way = this.holds(file) ? relative(this.folder, file) : file.slice(file.lastIndexOf(sep) + 1);
    return way.replaceAll(sep, '/') || '.';
  };

  readonly place: PlaceText = ({ file, line }) => `${this.fileText(file)}:${line}`;
}
