import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a busy machine may need to end a process whose window is gone. */
const PATIENCE = 60_000;
const POLL = 100;

interface Process {
  readonly pid: number;
  readonly command: string;
}

/** Process ids of the trainers that the window with this store has started. */
export function trainers(store: string): number[] {
  return processesOf(store)
    .filter(({ command }) => command.includes('trainer/main.mjs'))
    .map(({ pid }) => pid);
}

/** @throws {Error} naming what a closed window has left behind: processes, files of GradLens in the temporary folder or half written */
export async function assertNothingLeft({ store, temporary }: { store: string; temporary: string }): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (processesOf(store).length > 0 && Date.now() < end) await sleep(POLL);
  const left = [
    ...processesOf(store).map(({ pid, command }) => `process ${pid}: ${command}`),
    ...filesIn(temporary).filter((file) => !isEditors(file) && !isGraphInReading(file)),
    // A run that is cut off keeps the room for its end (run.json.reserve) until the next window writes that end.
    ...filesIn(join(store, 'runs')).filter((file) => !/\.(arrow|json|ndjson|bin|reserve)$/.test(file)),
  ];
  if (left.length > 0) throw new Error(`the window left behind:\n${left.join('\n')}`);
}

/** All processes that have this store in their environment. */
function processesOf(store: string): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        if (!environment.includes(`GRADLENS_STORE=${store}`)) return [];
        return { pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
      } catch {
        return []; // it ended while we looked
      }
    });
}

/** What VS Code itself keeps in the temporary folder. */
const isEditors = (path: string): boolean => /^(vscode|code|exthost|node-compile-cache)/.test(path);

/** A graph that TensorFlow was reading when its process was cut off with the window: the next process removes it. */
const isGraphInReading = (path: string): boolean => path.startsWith('gradlens-step-');

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  } catch {
    return []; // there is no such folder
  }
}
