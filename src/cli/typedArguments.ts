import { stat } from 'node:fs/promises';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from '../errors/errorText.js';
import { answerText } from '../launch/answerText.js';
import type { Answers } from '../protocol/launch.js';
import { MAX_SEED } from '../protocol/seed.js';
import { UsageError } from './usage.js';
import { callerPath } from './userFile.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was typed behind a command: its options and what else there is. @throws {UsageError} for an option that it does not take */
export function typedArguments<const T extends Options>(args: readonly string[], options: T) {
  return parsed(() => parseArgs({ args: [...args], options, allowPositionals: true }));
}

/** The options of a command that takes nothing else. @throws {UsageError} for anything else */
export function typedOptions<const T extends Options>(args: readonly string[], options: T) {
  return parsed(() => parseArgs({ args: [...args], options })).values;
}

/**
 * Takes out what only one command has; the rest is as for `train`.
 * @throws {UsageError} where one that needs a value has none
 */
export function ownOptions<const T extends Options>(args: readonly string[], options: T) {
  const given = { args: [...args], options, strict: false, allowPositionals: true, tokens: true } as const;
  const taken = new Set<number>();
  const own: string[] = [];
  for (const token of parseArgs(given).tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(options, token.name)) continue;
    const isText = options[token.name]?.type === 'string';
    if (isText && !token.value) throw new UsageError(`--${token.name} needs a value.`);
    taken.add(token.index);
    if (isText && !token.inlineValue) taken.add(token.index + 1);
    own.push(isText ? `--${token.name}=${token.value}` : `--${token.name}`);
  }
  return { own: typedOptions(own, options), others: args.filter((_, index) => !taken.has(index)) };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** Absolute paths of files and folders that were typed. @throws {UsageError} where there are none, or one of them is not there */
export async function existingPaths(command: string, typed: readonly string[]): Promise<string[]> {
  if (typed.length === 0) throw new UsageError(`${command} needs a file or folder.`);
  const paths = typed.map(callerPath);
  const stats = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
  const missing = paths[stats.indexOf(null)];
  if (missing !== undefined) throw new UsageError(`There is no file or folder ${missing}.`);
  return paths;
}

/** A number from 1 that was typed behind an option; null where it was left out. @throws {UsageError} for anything else */
export function positiveCount(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(`${option} needs a positive whole number, not "${text}".`);
  }
  return value;
}

/** A seed that was typed behind an option; null where it was left out. @throws {UsageError} for anything else */
export function seedNumber(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= MAX_SEED) return value;
  throw new UsageError(`${option} needs a whole number from 0 to ${MAX_SEED}, not "${text}".`);
}

const EITHER = new Intl.ListFormat('en', { type: 'disjunction' });

/** One of the choices that an option has; null where it was left out. @throws {UsageError} for anything else */
export function oneOf<T extends string>(option: string, text: string | undefined, choices: readonly T[]): T | null {
  if (text === undefined) return null;
  const known = choices.find((each) => each === text);
  if (known !== undefined) return known;
  throw new UsageError(`${option} must be ${EITHER.format(choices)}, not "${text}".`);
}

/** @throws {UsageError} where nothing was typed behind an option that was given */
export function someText(option: string, value: string | undefined): string | null {
  if (value === '') throw new UsageError(`${option} needs a value.`);
  return value ?? null;
}

/** What `--set NAME=VALUE` gives, once or more. @throws {UsageError} for what is no assignment */
export const assignments = (sets: readonly string[] | undefined): Answers =>
  Object.fromEntries((sets ?? []).map(assignment));

function assignment(set: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(set) ?? [];
  if (name === undefined || value === undefined || value === '') {
    throw new UsageError(`--set needs NAME=VALUE, not "${set}".`);
  }
  return [name.trim(), answerText(value)];
}
