import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failureReason, runGuarded } from './guardedCommand.js';
import type { InstallStage } from './progress.js';

interface Tool {
  readonly name: string;
  readonly check: readonly [command: string, ...args: string[]];
  /** The package that has it, by package manager. */
  readonly packages: Readonly<Record<PackageManager, string>>;
}

type PackageManager = 'apt' | 'dnf' | 'pacman' | 'zypper';

const TOOLS: readonly Tool[] = [
  {
    name: 'python3',
    check: ['python3', '--version'],
    packages: { apt: 'python3', dnf: 'python3', pacman: 'python', zypper: 'python3' },
  },
  {
    name: 'pip',
    check: ['python3', '-m', 'pip', '--version'],
    packages: { apt: 'python3-pip', dnf: 'python3-pip', pacman: 'python-pip', zypper: 'python3-pip' },
  },
  {
    name: 'g++',
    check: ['g++', '--version'],
    packages: { apt: 'g++', dnf: 'gcc-c++', pacman: 'gcc', zypper: 'gcc-c++' },
  },
];

const INSTALL_COMMANDS: Readonly<Record<PackageManager, string>> = {
  apt: 'sudo apt install',
  dnf: 'sudo dnf install',
  pacman: 'sudo pacman -S',
  zypper: 'sudo zypper install',
};

const CHECK_LIMIT = 30_000;

/** Needs the standard library, as the binding does: a compiler without its headers is common. */
const TRIAL_SOURCE =
  '#include <string>\nextern "C" int length() { return static_cast<int>(std::string("x").size()); }\n';

type BuildContext = Pick<InstallStage, 'folder' | 'signal' | 'log'>;

/**
 * One sentence on why nothing can be built here, and what to do about it; null where it can. To be asked before a download that a
 * compiler which does not work would waste.
 */
export async function whyNothingCanBeBuilt(context: BuildContext): Promise<string | null> {
  return (await missingTools(context)) ?? (await whyNothingCompiles(context));
}

async function whyNothingCompiles({ folder, signal, log }: BuildContext): Promise<string | null> {
  const trial = await mkdtemp(join(folder, 'trial-'));
  try {
    await writeFile(join(trial, 'trial.cc'), TRIAL_SOURCE);
    const args = ['-std=c++17', '-shared', '-fPIC', '-o', 'trial.so', 'trial.cc'];
    const result = await runGuarded('g++', args, { cwd: trial, signal, idleLimit: CHECK_LIMIT, onLine: log });
    return result.exitCode === 0 ? null : `g++ cannot compile a small library: ${failureReason(result)}`;
  } finally {
    // What is installed is the folder as a whole.
    await rm(trial, { recursive: true });
  }
}

async function missingTools({ folder, signal, log }: BuildContext): Promise<string | null> {
  const missing: Tool[] = [];
  for (const tool of TOOLS) {
    const [command, ...args] = tool.check;
    const { exitCode } = await runGuarded(command, args, { cwd: folder, signal, idleLimit: CHECK_LIMIT, onLine: log });
    if (exitCode !== 0) missing.push(tool);
  }
  if (missing.length === 0) return null;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return describeMissing(
    missing.map(({ name }) => name),
    release,
  );
}

/** `names` as in TOOLS; `osRelease` is the text of /etc/os-release. */
export function describeMissing(names: readonly string[], osRelease: string): string {
  const manager = packageManager(osRelease);
  const list = new Intl.ListFormat('en').format(names);
  const verb = names.length === 1 ? 'is' : 'are';
  if (!manager) return `${list} ${verb} not installed: install ${names.length === 1 ? 'it' : 'them'} and try again`;
  const packages = TOOLS.filter(({ name }) => names.includes(name)).map((tool) => tool.packages[manager]);
  return `${list} ${verb} not installed: run "${INSTALL_COMMANDS[manager]} ${packages.join(' ')}" and try again`;
}

const MANAGERS: readonly (readonly [pattern: RegExp, manager: PackageManager])[] = [
  [/\b(debian|ubuntu)\b/, 'apt'],
  [/\b(fedora|rhel|centos)\b/, 'dnf'],
  [/\barch\b/, 'pacman'],
  [/\b(suse|opensuse)/, 'zypper'],
];

function packageManager(osRelease: string): PackageManager | null {
  const families = [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].map(([, value]) => value).join(' ');
  return MANAGERS.find(([pattern]) => pattern.test(families))?.[1] ?? null;
}
