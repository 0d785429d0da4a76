import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What the unit tests read: made anew by `GRADLENS_RECORD=1 npm run test:ray`. */
const FIXTURE = join(root, 'test', 'fixtures', 'ray', 'messages.jsonl');

/** A Python that keeps what the driver writes. */
export interface Recording {
  readonly path: string;
  /** All so far. */
  messages(): Promise<Message[]>;
}

/** @param python one that has Ray */
export async function recordingPython(python: string): Promise<Recording> {
  const folder = join(root, 'out', 'ray');
  const [path, file] = [join(folder, 'python'), join(folder, 'messages.jsonl')];
  await mkdir(folder, { recursive: true });
  await writeFile(path, `#!/bin/sh\n"${python}" "$@" | tee "${file}"\n`, { mode: 0o755 });
  const messages = async () =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .slice(0, -1) // the last one may not be whole yet
      .map((line): Message => JSON.parse(line));
  return { path, messages };
}

/** Of a trial whose worker was lost all but its largest files, where that is asked for. */
export async function keepAsFixture(messages: readonly Message[]): Promise<void> {
  if (process.env.GRADLENS_RECORD === undefined) return;
  const lost = messages.find(({ attempt }) => attempt === 2)?.trial;
  const kept = messages
    .filter(({ trial }) => trial === undefined || trial === lost)
    .map((message) => ({ ...message, ...(message.lines && { lines: message.lines.filter(isSmall) }) }));
  await writeFile(FIXTURE, kept.map((message) => `${JSON.stringify(message)}\n`).join(''));
}

/** What was answered to a question, beside what there is. */
export async function addToFixture(answer: Message | undefined): Promise<void> {
  if (process.env.GRADLENS_RECORD === undefined || !answer) return;
  await appendFile(FIXTURE, `${JSON.stringify(answer)}\n`);
}

interface Message {
  readonly type: string;
  readonly trial?: string;
  readonly attempt?: number;
  readonly node?: string;
  readonly lines?: readonly string[];
}

function isSmall(line: string): boolean {
  const { type, path } = JSON.parse(line) as { type: string; path?: string };
  return type !== 'file' || path === 'events.ndjson';
}
