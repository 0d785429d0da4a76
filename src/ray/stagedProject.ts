import { copyFile, cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { HumanError } from '../errors/humanError.js';
import { walkFolder } from '../system/walkFolder.js';
import type { SentNode } from './sentNode.js';

/** What a project may bring: the cluster's head holds it, and each worker fetches it once. */
const MOST_BYTES = 200 * 1024 * 1024;

const MEGABYTE = 1024 * 1024;

/** What a worker gets of a build of GradLens: what trains, and what speaks for it. */
const BUILT = ['trainer', 'embedded', join('ray', 'trial.mjs')];

/** Runs npm with the Node beside it, wherever the two are put. */
const NPM_COMMAND = `#!/bin/sh
bin=\${0%/*}
exec "$bin/node" "$bin/../npm/bin/npm-cli.js" "$@"
`;

export interface Staged {
  /** Made anew. */
  readonly folder: string;
  /** The root of the person's project. */
  readonly project: string;
  /** The build's folder. */
  readonly dist: string;
  /** For workers that have none, by their kinds of machine. */
  readonly nodes: ReadonlyMap<string, SentNode>;
  /** Left out of the project, where it lies there. */
  readonly store: string;
}

/**
 * Puts what a worker needs into one folder, as `worker/main` and `driver.py` expect it: the project without what is installed or hidden, and GradLens.
 * @throws {HumanError} where the project is too large
 */
export async function stageProject({ folder, project, dist, nodes, store }: Staged): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const own = join(folder, 'gradlens');
  for (const entry of BUILT) {
    await cp(join(dist, entry), join(own, 'dist', entry), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  }
  for (const [platform, { node, npm }] of nodes) {
    const home = join(own, `node-${platform}`);
    await mkdir(join(home, 'bin'), { recursive: true });
    await copyFile(node, join(home, 'bin', 'node'));
    if (npm === null) continue;
    await cp(npm, join(home, 'npm'), { recursive: true });
    await writeFile(join(home, 'bin', 'npm'), NPM_COMMAND);
  }
  const files = await projectFiles(project, store);
  for (const file of files) {
    const target = join(folder, 'project', relative(project, file));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, target);
  }
}

async function projectFiles(project: string, store: string): Promise<string[]> {
  const isHidden = (path: string) => path.slice(path.lastIndexOf(sep) + 1).startsWith('.');
  const files: string[] = [];
  const sizes = new Map<string, number>();
  let bytes = 0;
  for (const file of walkFolder(project, { leavesOut: (path) => isHidden(path) || path === store })) {
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) continue;
    files.push(file);
    bytes += found.size;
    const [first = file] = relative(project, file).split(sep);
    sizes.set(first, (sizes.get(first) ?? 0) + found.size);
    if (bytes > MOST_BYTES) throw new HumanError(tooLarge(project, sizes));
  }
  return files;
}

function tooLarge(project: string, sizes: ReadonlyMap<string, number>): string {
  const [name, size] = [...sizes].reduce((most, each) => (each[1] > most[1] ? each : most));
  return (
    `The project is too large for Ray: ${project} has more than ${MOST_BYTES / MEGABYTE} MB, ` +
    `of which ${name} alone has ${Math.round(size / MEGABYTE)}. Move what the net does not need out of the folder.`
  );
}
