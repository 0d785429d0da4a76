import { COMMAND_USAGE } from '../usage.js';

/** What may be typed behind an option: nothing, one of some words, a path, or a value of the person's own. */
export type OptionValue = 'none' | 'path' | 'own' | 'rule' | readonly string[];

/** A command as its usage has it, in words that a shell completes. */
export interface CommandWords {
  readonly name: string;
  /** The first sentence on it. */
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** What it takes beside options. */
  readonly takes: OptionValue;
}

/** All commands, as `usage` tells of them. */
export const commandWords = (): readonly CommandWords[] => Object.entries(COMMAND_USAGE).map(wordsOf);

function wordsOf([name, usage]: readonly [string, string]): CommandWords {
  const lines = usage.split('\n');
  const description = lines.findIndex((line) => /^ {6}\S/.test(line));
  const synopsis = lines.slice(0, description).join(' ');
  const [, summary = ''] =
    /^(.+?)\.(?:\s|$)/.exec(lines.slice(description).join(' ').replaceAll(/\s+/g, ' ').trim()) ?? [];
  const found = synopsis.matchAll(/--([a-z-]+)(?: ([A-Z=]+|[a-z-]+(?:\|[a-z-]+)+))?/g);
  const options = Object.fromEntries([...found].map(([, option = '', value]) => [option, optionValue(value)]));
  const [first] = synopsis.trim().split(/\s+/).slice(1);
  const takes = first === undefined || /^\[?--/.test(first) ? 'none' : optionValue(first.replace('...', ''));
  return { name, summary, options: { ...options, help: 'none' }, takes };
}

/** @param meant what the usage has in its place */
function optionValue(meant: string | undefined): OptionValue {
  if (meant === undefined) return 'none';
  if (meant.includes('|')) return meant.split('|');
  if (meant === 'RULE') return 'rule';
  return /^(?:FILE|FOLDER|DIR|PATH|SPEC)$/.test(meant) ? 'path' : 'own';
}
