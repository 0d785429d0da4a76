import { answerText } from '../launch/answerText.js';
import type { Answers } from '../protocol/launch.js';
import { UsageError } from './usage.js';

/** A number from 1 that was typed behind an option; null where it was left out. @throws {UsageError} for anything else */
export function positiveCount(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(`${option} needs a positive whole number, not "${text}".`);
  }
  return value;
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
