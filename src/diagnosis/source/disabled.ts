/** `gradlens-disable-next-line rule, rule`; without a rule all are meant. */
const NEXT_LINE = /(?:\/\/|\/\*|#|<!--)\s*gradlens-disable-next-line\b[ \t]*([\w, \t-]*)/;
/** `gradlens: disable=rule,rule`, as pylint has it. */
const SAME_LINE = /(?:\/\/|\/\*|#)\s*gradlens:\s*disable\b(?:=([\w, \t-]*))?/;

/** Whether a comment switches a rule off for a line, counted from 1: one on the line before, or one behind its code or alone before it. */
export function isDisabled(rule: string, lines: readonly string[], line: number): boolean {
  const [own = '', before = ''] = [lines[line - 1], lines[line - 2]];
  const [onOwn, nextLine, alone] = [SAME_LINE.exec(own), NEXT_LINE.exec(before), SAME_LINE.exec(before)];
  const isAlone = alone !== null && /^[\s"]*$/.test(before.slice(0, alone.index));
  return [onOwn, nextLine, isAlone ? alone : null].some((match) => match !== null && names(match[1] ?? '', rule));
}

function names(list: string, rule: string): boolean {
  const rules = list.split(/[\s,]+/).filter((name) => name !== '');
  // What follows two dashes is a person's reason, as in ESLint.
  const named = rules.includes('--') ? rules.slice(0, rules.indexOf('--')) : rules;
  return named.length === 0 || named.includes(rule) || named.includes('all');
}
