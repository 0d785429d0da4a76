import { findConfig } from '../config/configFile.js';
import { type Alert, NO_ALERTS } from '../protocol/alert.js';
import { say } from './ownWords.js';
import { callerFolder } from './userFile.js';

/** The alerts of the `gradlens.json` that is found for each file whose models train. */
export class ConfigAlerts {
  private readonly known = new Map<string, readonly Alert[]>();

  /** To be called before a run of the file. */
  async read(file: string): Promise<void> {
    const found = await findConfig(file, callerFolder());
    for (const problem of unsaid(found?.problems ?? [])) say(problem);
    this.known.set(file, found?.config.alerts ?? NO_ALERTS);
  }

  readonly of = (file: string): readonly Alert[] => this.known.get(file) ?? NO_ALERTS;
}

const said = new Set<string>();

/** Those of the problems of a `gradlens.json` that were not asked for before: it is read for each model. */
export function unsaid(problems: readonly string[]): string[] {
  const news = problems.filter((problem) => !said.has(problem));
  for (const problem of news) said.add(problem);
  return news;
}
