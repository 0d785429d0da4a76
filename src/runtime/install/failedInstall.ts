import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const FILE = 'install-failed.json';

const FailedInstall = v.object({
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  reason: v.string(),
});

/** An installation that was tried and failed: who did not ask for it is not made to wait for it again. */
export type FailedInstall = v.InferOutput<typeof FailedInstall>;

/** Null where none failed, or one has gone well since. */
export async function lastFailure(storeDirectory: string): Promise<FailedInstall | null> {
  try {
    const parsed = v.safeParse(FailedInstall, JSON.parse(await readFile(join(storeDirectory, FILE), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Remembers, or forgets with null. Never rejects: at worst it is tried once more. */
export async function rememberFailure(storeDirectory: string, failure: FailedInstall | null): Promise<void> {
  const file = join(storeDirectory, FILE);
  await (failure ? writeFile(file, JSON.stringify(failure)) : rm(file, { force: true })).catch(() => {});
}
