import { importedNames } from '../syntax/imports.js';
import { type PythonNode, walk } from '../syntax/node.js';
import { type OutsideName, unboundName } from './outsideNames.js';

/** What a file imports anywhere in it, for those who do not follow its statements. */
export class FileImports {
  /** Dotted names of all that is imported. */
  readonly paths: readonly string[];
  private readonly names = new Map<string, string>();
  private readonly stars: string[] = [];

  constructor(root: PythonNode) {
    for (const node of walk(root)) {
      if (node.type !== 'ImportStatement') continue;
      for (const { name, path } of importedNames(node)) {
        if (name === '*') this.stars.push(path);
        else this.names.set(name, path);
      }
    }
    this.paths = [...this.names.values(), ...this.stars];
  }

  /** Whether an import binds a name. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** What a dotted name in the source stands for: `keras.layers.Dense` for `layers.Dense`. */
  resolve(dotted: string): OutsideName {
    const [first = '', ...rest] = dotted.split('.');
    const bound = this.names.get(first);
    const { path, free } = bound === undefined ? unboundName(first, this.stars) : { path: bound, free: false };
    return { path: [path, ...rest].join('.'), free };
  }
}
