/** `gradlens-disable-next-line rule, rule`; without a rule all are meant. */
const NEXT_LINE = /(?:\/\/|\/\*|#|<!--)\s*gradlens-disable-next-line\b[ \t]*([\w, \t-]*)/;
/** `gradlens: disable=rule,rule`, as pylint has it. */
const SAME_LINE = /(?:\/\/|\/\*|#)\s*gradlens:\s*disable\b(?:=([\w, \t-]*))?/;

const ALL = 'all';

/** The rules that comments switch off for a line, counted from 1: on the line before, behind its code, or alone before it. */
export function disabledAt(lines: readonly string[], line: number): string[] {
  const [own = '', before = ''] = [lines[line - 1], lines[line - 2]];
  const [onOwn, nextLine, alone] = [SAME_LINE.exec(own), NEXT_LINE.exec(before), SAME_LINE.exec(before)];
  const isAlone = alone !== null && /^[\s"]*$/.test(before.slice(0, alone.index));
  return [onOwn, nextLine, isAlone ? alone : null].flatMap((match) => (match ? names(match[1] ?? '') : []));
}

function names(list: string): string[] {
  const rules = list.split(/[\s,]+/).filter((name) => name !== '');
  // What follows two dashes is a person's reason, as in ESLint.
  const named = rules.includes('--') ? rules.slice(0, rules.indexOf('--')) : rules;
  return named.length === 0 ? [ALL] : named;
}

/** @param disabled as `disabledAt` gives them */
export const isDisabled = (rule: string, disabled: readonly string[]): boolean =>
  disabled.includes(rule) || disabled.includes(ALL);
