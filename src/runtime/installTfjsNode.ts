import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { firstLine, messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import type { BackendInfo } from '../protocol/backend.js';
import { takeFileLock } from '../system/fileLock.mjs';
import { buildFromWheel } from './install/buildFromWheel.js';
import { whyNothingCanBeBuilt } from './install/buildTools.js';
import { rememberFailure } from './install/failedInstall.js';
import { installPackages, runOfficialInstaller } from './install/npmPackages.js';
import type { InstallStage, OnProgress } from './install/progress.js';
import { createStaging, putInPlace, removeFolder, removeStaleStaging } from './install/staging.js';
import { ownTfjsNode, ownTfjsNodeRoot } from './ownTfjsNode.js';
import { ProbeMemory } from './probeMemory.js';
import { probeTfjsNode } from './probeTfjsNode.js';
import { TFJS_NODE_VERSION } from './versions.js';

export type { InstallProgress } from './install/progress.js';

export interface InstallOptions {
  /** Where GradLens keeps its files; created if need be. */
  readonly storeDirectory: string;
  /** Cancels: all child processes end and nothing half installed stays. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** The installers' output, line by line. */
  readonly log: (line: string) => void;
}

const WAITING = 'Waiting for another window to install tfjs-node';
/** Where the ABI of linux-x64 puts glibc's loader; a musl system has none. */
const GLIBC_LOADER = '/lib64/ld-linux-x86-64.so.2';

/**
 * Makes GradLens's own tfjs-node ready, or finds it so: by its official installer, or, where that cannot download and
 * the system is linux-x64, built from TensorFlow's Python wheel. It is put into place as a whole and only after it has
 * trained a step in a process of its own. Safe to call in several windows at once: the others wait and use the result.
 * @throws {HumanError} with what failed, why, and what to do about it.
 * @throws the signal's reason when cancelled.
 */
export async function installTfjsNode(options: InstallOptions): Promise<BackendInfo> {
  const { storeDirectory, signal } = options;
  try {
    const installed = await install(options);
    await rememberFailure(storeDirectory, null);
    return installed;
  } catch (error) {
    const reason = messageOf(error);
    if (!signal.aborted) await rememberFailure(storeDirectory, { at: Date.now(), reason });
    throw error;
  }
}

async function install({ storeDirectory, signal, onProgress, log }: InstallOptions): Promise<BackendInfo> {
  const memory = new ProbeMemory(storeDirectory, log);
  const path = ownTfjsNode(storeDirectory);
  const installed: BackendInfo = { kind: 'tfjs-node', version: TFJS_NODE_VERSION, origin: 'gradlens', path };
  // Asked to install, GradLens loads what is there whatever it remembers: a copy that broke since is mended.
  const isReady = async (): Promise<boolean> => (await memory.probe(path, { signal, fresh: true })).loads;
  if (await isReady()) return installed;

  const home = join(storeDirectory, 'tfjs-node');
  const onWait = () => onProgress({ step: 'wait', message: WAITING, fraction: null });
  const lock = await mkdir(home, { recursive: true })
    .then(() => takeFileLock(join(home, 'install.lock'), { onWait, signal }))
    .catch((error: Error) => {
      signal.throwIfAborted();
      throw new HumanError(
        `GradLens cannot write to its storage folder ${storeDirectory}: ${firstLine(error.message)}`,
      );
    });
  try {
    if (await isReady()) return installed;
    await removeStaleStaging(home);
    const folder = await createStaging(home);
    try {
      const packageFolder = join(folder, 'node_modules', '@tensorflow', 'tfjs-node');
      await provide({ folder, packageFolder, signal, onProgress, log });
      signal.throwIfAborted();
      await putInPlace(folder, ownTfjsNodeRoot(storeDirectory));
    } finally {
      await removeFolder(folder);
    }
    return installed;
  } finally {
    await lock.release();
  }
}

/** Leaves a verified tfjs-node in the staging folder, by the first way that works. */
async function provide(stage: InstallStage): Promise<void> {
  await installPackages(stage);
  const officialFault = (await runOfficialInstaller(stage)) ?? (await verify(stage));
  if (officialFault === null) return;
  stage.log(`The official installer failed: ${officialFault}`);
  const obstacle = await buildObstacle(stage);
  if (obstacle) {
    throw new HumanError(
      `tfjs-node's own installer failed (${officialFault}), and it cannot be built here: ${obstacle}. Until then, GradLens trains on the embedded WASM backend.`,
    );
  }
  await buildFromWheel(stage);
  const fault = await verify(stage);
  if (fault !== null) throw new HumanError(`tfjs-node was built but does not work on this machine: ${fault}`);
}

/** Why building is not possible here, or null. */
async function buildObstacle(stage: InstallStage): Promise<string | null> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64')
    return `building works only on linux-x64, and this is ${platform}-${arch}`;
  const glibc = await access(GLIBC_LOADER).then(
    () => true,
    () => false,
  );
  return glibc ? whyNothingCanBeBuilt(stage) : "TensorFlow's libraries need glibc, which this system lacks";
}

async function verify({ packageFolder, signal, onProgress, log }: InstallStage): Promise<string | null> {
  onProgress({ step: 'verify', message: 'Checking that tfjs-node trains', fraction: null });
  const result = await probeTfjsNode(packageFolder, { log, signal });
  return result.loads ? null : result.reason;
}
