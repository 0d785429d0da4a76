import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstLine, messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { failureReason, runGuarded } from '../runtime/install/guardedCommand.js';
import { createStaging, putInPlace, removeFolder, removeStaleStaging } from '../runtime/install/staging.js';
import { takeFileLock } from '../system/fileLock.mjs';

/** The Node that workers without one are sent: a package of npm for each kind of machine, with the hash that it has to have; and npm, for tfjs-node. */
const VERSION = '24.21.0';
const INTEGRITY: Readonly<Record<string, string>> = {
  'linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

const NPM = {
  version: '11.19.1',
  integrity: 'sha512-ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==',
} as const;

/** Milliseconds without a word of npm after which it counts as hanging. */
const IDLE_LIMIT = 180_000;

export interface SentNode {
  readonly node: string;
  /** Its folder; null where it is not sent. */
  readonly npm: string | null;
}

interface Wanted {
  /** As Node names it: `linux-x64`. */
  readonly platform: string;
  /** Where GradLens keeps its files. */
  readonly store: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/**
 * A Node that runs on workers of a kind of machine: fetched once by this machine's npm, from the registry that it is set up for, without a
 * script of the package. Where that fails, the one that this process runs on, where it is one and the machines are alike.
 * @throws {HumanError} where there is none to send
 */
export async function sentNode(wanted: Wanted): Promise<SentNode> {
  const { platform, signal, log } = wanted;
  try {
    return await fetchedNode(wanted);
  } catch (error) {
    signal.throwIfAborted();
    const reason = firstLine(messageOf(error));
    if (process.versions.electron === undefined && platform === `${process.platform}-${process.arch}`) {
      log(`${reason} Ray's workers are sent the Node of this machine.`);
      return { node: process.execPath, npm: null };
    }
    throw new HumanError(
      `Some nodes of the cluster (${platform}) have no Node 22.15 or newer. ${reason} Install Node there, or name it in GRADLENS_NODE.`,
    );
  }
}

async function fetchedNode({ platform, store, signal, log }: Wanted): Promise<SentNode> {
  const integrity = INTEGRITY[platform];
  if (integrity === undefined) throw new HumanError(`npm has no Node ${VERSION} for ${platform}.`);
  const name = `node-${platform}`;
  const home = join(store, 'ray-node');
  const target = join(home, `${VERSION}-${platform}`);
  const packages = join(target, 'node_modules');
  const sent = { node: join(packages, name, 'bin', 'node'), npm: join(packages, 'npm') };
  if (existsSync(target)) return sent;
  await mkdir(home, { recursive: true });
  const lock = await takeFileLock(join(home, 'install.lock'), { onWait: () => {}, signal });
  try {
    if (existsSync(target)) return sent;
    await removeStaleStaging(home);
    const folder = await createStaging(home);
    try {
      log(`Fetching Node ${VERSION} for Ray's workers (${platform}) with npm, once: about 48 MB.`);
      await installPackage(folder, { name, integrity, signal, log });
      await putInPlace(folder, target);
    } finally {
      await removeFolder(folder);
    }
    return sent;
  } finally {
    await lock.release();
  }
}

async function installPackage(
  folder: string,
  {
    name,
    integrity,
    signal,
    log,
  }: { readonly name: string; readonly integrity: string } & Pick<Wanted, 'signal' | 'log'>,
): Promise<void> {
  const own = { name: 'gradlens-ray-node', private: true, dependencies: { [name]: VERSION, npm: NPM.version } };
  const packages = { '': own, [`node_modules/${name}`]: { version: VERSION, integrity }, 'node_modules/npm': NPM };
  await writeFile(join(folder, 'package.json'), JSON.stringify(own));
  const locked = { name: own.name, lockfileVersion: 3, requires: true, packages };
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(locked));
  const args = ['ci', '--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund', '--no-update-notifier'];
  // It need not run here.
  const result = await runGuarded('npm', [...args, '--force'], {
    cwd: folder,
    signal,
    idleLimit: IDLE_LIMIT,
    onLine: log,
    watch: { folder, onBytes: () => {} },
  });
  if (result.exitCode === 127) throw new HumanError('There is no npm on this machine to fetch it with.');
  if (result.exitCode !== 0) throw new HumanError(`npm could not fetch ${name} ${VERSION}: ${failureReason(result)}.`);
}
