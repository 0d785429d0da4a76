import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { HumanError } from '../../errors/humanError.js';

/** Pictures in a folder with one folder for each class. */
export interface ImageFolder {
  readonly labels: readonly string[];
  readonly files: readonly { readonly path: string; readonly label: number }[];
}

const READ = new Set(['.png', '.jpg', '.jpeg', '.jpe', '.jfif']);
const OTHER = new Set(['.gif', '.bmp', '.webp', '.tif', '.tiff', '.heic', '.avif', '.svg']);

/** @throws {HumanError} where there are no classes, or no pictures that can be read */
export async function imageFolder(path: string): Promise<ImageFolder> {
  const name = basename(path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (!entries) throw new HumanError(`There is no folder ${path}.`);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  if (folders.length === 0)
    throw new HumanError(
      noClasses(
        name,
        entries.some((entry) => READ.has(endingOf(entry.name))),
      ),
    );
  const classes = await Promise.all(
    folders.sort().map(async (label) => ({ label, ...(await classFolder(join(path, label))) })),
  );
  const full = classes.filter(({ files }) => files.length > 0);
  if (full.length === 0) throw new HumanError(noPictures(name, classes));
  return {
    labels: full.map(({ label }) => label),
    files: full.flatMap(({ files }, label) => files.map((file) => ({ path: file, label }))),
  };
}

interface ClassFolder {
  readonly files: readonly string[];
  /** Endings of pictures that cannot be read. */
  readonly others: readonly string[];
  readonly folders: readonly string[];
}

async function classFolder(path: string): Promise<ClassFolder> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  return {
    files: names
      .filter((name) => READ.has(endingOf(name)))
      .sort()
      .map((name) => join(path, name)),
    others: names.map(endingOf).filter((ending) => OTHER.has(ending)),
    folders: entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
  };
}

function endingOf(name: string): string {
  return extname(name).toLowerCase();
}

function noClasses(name: string, pictures: boolean): string {
  const why = pictures ? 'its images are not sorted into classes' : 'it has no subfolders';
  return `${name} cannot be used as data: ${why}. GradLens needs one subfolder per class, such as ${name}/cats and ${name}/dogs.`;
}

function noPictures(name: string, classes: readonly (ClassFolder & { label: string })[]): string {
  const deeper = classes.find(({ folders }) => folders.length > 0);
  if (deeper) {
    return `The subfolders of ${name} contain folders but no images. If the classes are one level down, use ${name}/${deeper.label}.`;
  }
  const other = classes.flatMap(({ others }) => others)[0];
  return other
    ? `The subfolders of ${name} contain ${other} files. GradLens reads PNG and JPEG; convert them.`
    : `The subfolders of ${name} contain no images. GradLens reads PNG and JPEG.`;
}
