import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import { type CommandOptions, failureReason, runGuarded } from './guardedCommand.js';
import type { InstallStage } from './progress.js';
import { byteProgress, type InstallStep } from './progress.js';
import { EXTRACT_SCRIPT, EXTRACTED_BYTES, WHEEL_BYTES, WHEEL_PLATFORM, WHEEL_REQUIREMENT } from './tensorflowWheel.js';

const IDLE_LIMIT = 180_000;

/**
 * Gives the package its native part without its own download: TensorFlow's libraries and headers out of its Python
 * wheel, and the binding compiled from the source that the npm package ships. For linux-x64 with glibc.
 * @throws {HumanError} with one line on what failed.
 */
export async function buildFromWheel(stage: InstallStage): Promise<void> {
  const download = join(stage.folder, 'download');
  await downloadWheel(stage, download);
  await extractWheel(stage, download);
  await rm(download, { recursive: true });
  await compileBinding(stage);
  await rm(join(stage.packageFolder, 'deps', 'include'), { recursive: true });
}

async function downloadWheel(stage: InstallStage, download: string): Promise<void> {
  // pip downloads into its temporary folder, which is ours here so that its growth shows and a cancel leaves nothing.
  const temporary = join(download, 'tmp');
  await mkdir(temporary, { recursive: true });
  const requirements = join(download, 'requirements.txt');
  await writeFile(requirements, WHEEL_REQUIREMENT);
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'download', '--no-deps', '--progress-bar=off', '--no-input'];
  const what = 'Downloading TensorFlow 2.15';
  await run(
    stage,
    'download',
    what,
    'python3',
    [...pip, ...WHEEL_PLATFORM, '--require-hashes', '-r', requirements, '-d', download],
    {
      env: { TMPDIR: temporary },
      watch: watchBytes(stage, 'download', what, temporary, WHEEL_BYTES),
    },
  );
}

async function extractWheel(stage: InstallStage, download: string): Promise<void> {
  const deps = join(stage.packageFolder, 'deps');
  await rm(deps, { recursive: true, force: true });
  await mkdir(deps);
  const what = 'Unpacking TensorFlow 2.15';
  await run(stage, 'unpack', what, 'python3', ['-c', EXTRACT_SCRIPT, download, deps], {
    watch: watchBytes(stage, 'unpack', what, deps, EXTRACTED_BYTES),
  });
  await symlink('libtensorflow_cc.so.2', join(deps, 'lib', 'libtensorflow.so'));
  await symlink('libtensorflow_framework.so.2', join(deps, 'lib', 'libtensorflow_framework.so'));
}

async function compileBinding(stage: InstallStage): Promise<void> {
  const output = join('lib', 'napi-v8');
  await rm(join(stage.packageFolder, 'lib'), { recursive: true, force: true });
  await mkdir(join(stage.packageFolder, output), { recursive: true });
  const compile = [
    '-O2',
    '-shared',
    '-fPIC',
    '-std=c++17',
    '-DNAPI_VERSION=8',
    '-o',
    join(output, 'tfjs_binding.node'),
  ];
  const include = ['-I', join(stage.folder, 'node_modules', 'node-api-headers', 'include'), '-I', 'deps/include'];
  const sources = ['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'];
  // Relative to the binding itself, so that the folder can be moved.
  const link = ['-Ldeps/lib', '-ltensorflow', '-ltensorflow_framework', '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  await run(stage, 'compile', "Compiling tfjs-node's binding", 'g++', [...compile, ...include, ...sources, ...link], {
    cwd: stage.packageFolder,
  });
}

async function run(
  { folder, signal, onProgress, log }: InstallStage,
  step: InstallStep,
  what: string,
  command: string,
  args: readonly string[],
  options: Partial<CommandOptions>,
): Promise<void> {
  onProgress({ step, message: what, fraction: null });
  const result = await runGuarded(command, args, {
    cwd: folder,
    signal,
    idleLimit: IDLE_LIMIT,
    onLine: log,
    ...options,
  });
  if (result.exitCode !== 0) throw new HumanError(`${what} failed: ${failureReason(result)}`);
}

function watchBytes({ onProgress }: InstallStage, step: InstallStep, what: string, folder: string, totalBytes: number) {
  return {
    folder,
    onBytes: (bytes: number, bytesPerSecond: number) =>
      onProgress(byteProgress(step, what, { bytes, totalBytes, bytesPerSecond })),
  };
}
