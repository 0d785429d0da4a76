import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** Packages that all mean "tfjs"; each is answered with a module of the trainer's one instance. */
const WHOLE = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];
const PARTS = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-converter',
  '@tensorflow/tfjs-data',
];
const BACKENDS = ['@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-backend-webgl', '@tensorflow/tfjs-backend-wasm'];

/** Which file answers an import of each tfjs package. */
export interface TfjsPackages {
  readonly fileOf: ReadonlyMap<string, string>;
  /** Whether a file belongs to the instance itself; its own imports are left alone. */
  owns(file: string): boolean;
}

/**
 * tfjs-node with the very core, layers, converter and data that it requires itself, so that `instanceof` and the registries of
 * kernels, layers and variables are shared whatever the user's code imports.
 */
export function packagesOfTfjsNode(packageFolder: string): TfjsPackages {
  const entry = createRequire(join(packageFolder, 'package.json'));
  const whole = entry.resolve(packageFolder);
  const tfjs = entry.resolve('@tensorflow/tfjs');
  const inner = createRequire(tfjs);
  const fileOf = new Map(WHOLE.map((name) => [name, whole]));
  for (const name of PARTS) fileOf.set(name, inner.resolve(name));
  for (const name of BACKENDS) fileOf.set(name, whole);
  const folders = [packageFolder, ...[tfjs, ...fileOf.values()].map((file) => dirname(dirname(file)))];
  return { fileOf, owns: (file) => folders.some((folder) => file.startsWith(folder + sep)) };
}

/** The embedded build is one file that exports everything. */
export function packagesOfEmbedded(file: string): TfjsPackages {
  return {
    fileOf: new Map([...WHOLE, ...PARTS, ...BACKENDS].map((name) => [name, file])),
    owns: (other) => other === file,
  };
}
