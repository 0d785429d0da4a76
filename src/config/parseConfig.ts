import { createScanner, getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import * as v from 'valibot';
import { alertMistake } from '../diagnosis/alerts/alertMistake.js';
import { Alert } from '../protocol/alert.js';
import { GradLensConfig, MODEL_SETTINGS } from '../protocol/config.js';
import { beginning } from '../protocol/sentenceText.js';
import { jsonNodes } from './jsonNodes.js';

/** Longer than any that a person writes (a thousand models with all their settings); in characters, or bytes of the file. */
export const MAX_CONFIG_LENGTH = 250_000;

/** Nesting that no setting comes near, and that the parser's own recursion can bear. */
const MAX_DEPTH = 64;

/** Characters of a message: it may name a key or a value of any length. */
const MAX_MESSAGE = 300;

/** Problems that are told; who mends them sees the next. */
const MAX_PROBLEMS = 100;

/** A stretch of the text that a person should mend. */
export interface ConfigProblem {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

export interface ParsedConfig {
  /** What is right in it: a model whose entry is wrong is left out. */
  readonly config: GradLensConfig;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads `gradlens.json`: JSON with comments and trailing commas. Never throws, and takes time by its length alone.
 * @param metrics that alerts may name beside those of Keras and tfjs
 */
export function parseConfig(text: string, metrics: readonly string[] = []): ParsedConfig {
  if (text.length > MAX_CONFIG_LENGTH) {
    const message = `gradlens.json is longer than ${MAX_CONFIG_LENGTH / 1000} KB, so it is not read.`;
    return { config: {}, problems: [{ message, offset: 0, length: 1 }] };
  }
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== null) {
    const message = `gradlens.json is not read: it is nested more than ${MAX_DEPTH} levels deep here.`;
    return { config: {}, problems: [{ message, offset: tooDeep, length: 1 }] };
  }
  const { config, problems } = parseShallow(text, metrics);
  return { config, problems: problems.slice(0, MAX_PROBLEMS).map((problem) => bounded(problem, text.length)) };
}

/** As long as people read, and within the text: the parser counts an open comment beyond its end. */
function bounded({ message, offset, length }: ConfigProblem, end: number): ConfigProblem {
  const short = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  return { message: short, offset: Math.min(offset, end), length: Math.min(length, Math.max(0, end - offset)) };
}

/** Offset of the bracket that is nested too deep. */
function firstTooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  // The end's token is longer than nothing where a comment is open there: only its place tells it.
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text[scanner.getTokenOffset()] ?? '';
    if ('{['.includes(first)) depth++;
    if ('}]'.includes(first)) depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return null;
}

function parseShallow(text: string, metrics: readonly string[]): ParsedConfig {
  const errors: ParseError[] = [];
  const root = text.trim() === '' ? undefined : parseTree(text, errors, { allowTrailingComma: true });
  const problems: ConfigProblem[] = errors.slice(0, MAX_PROBLEMS).map(({ error, offset, length }) => ({
    message: `${words(printParseErrorCode(error))} in gradlens.json.`,
    offset,
    length,
  }));
  if (!root) return { config: {}, problems };
  if (root.type !== 'object') {
    const message = `gradlens.json: expected an object, found ${root.type}.`;
    return { config: {}, problems: [...problems, { message, offset: root.offset, length: root.length }] };
  }
  const parsed = v.safeParse(GradLensConfig, getNodeValue(root));
  const find = jsonNodes(root);
  const alerts = checkedAlerts(root, find, metrics);
  problems.push(...alerts.problems);
  if (parsed.success) {
    const { alerts: given, ...config } = parsed.output;
    return { config: given ? { ...config, alerts: alerts.right } : config, problems };
  }
  const wrong = parsed.issues.slice(0, MAX_PROBLEMS).map((issue) => describeIssue(root, find, issue));
  return {
    config: { ...withoutWrongModels(root), ...(alerts.right.length > 0 && { alerts: alerts.right }) },
    problems: [...problems, ...wrong],
  };
}

/** The alerts that are right by themselves, and what is wrong with the conditions of the others. */
function checkedAlerts(
  root: Node,
  find: Find,
  metrics: readonly string[],
): { readonly right: Alert[]; readonly problems: ConfigProblem[] } {
  const given: unknown = getNodeValue(root)?.alerts;
  const right: Alert[] = [];
  const problems: ConfigProblem[] = [];
  for (const [index, each] of (Array.isArray(given) ? given : []).entries()) {
    const parsed = v.safeParse(Alert, each);
    if (!parsed.success) continue;
    const mistake = alertMistake(parsed.output.when, metrics);
    const place = find(['alerts', index, 'when']);
    if (mistake === null) right.push(parsed.output);
    else if (place) problems.push({ message: mistake, offset: place.offset, length: place.length });
  }
  return { right, problems };
}

/** The models that are right by themselves. */
function withoutWrongModels(root: Node): GradLensConfig {
  const models: Record<string, unknown> = getNodeValue(root)?.models ?? {};
  if (typeof models !== 'object' || models === null) return {};
  const right = Object.entries(models).flatMap(([key, value]) => {
    const parsed = v.safeParse(GradLensConfig, { models: { [key]: value } });
    return parsed.success && parsed.output.models ? Object.entries(parsed.output.models) : [];
  });
  return { models: Object.fromEntries(right) };
}

type Find = ReturnType<typeof jsonNodes>;

function describeIssue(root: Node, find: Find, issue: v.BaseIssue<unknown>): ConfigProblem {
  const path = issue.path?.map(({ key }) => key as string | number) ?? [];
  const node = find(path);
  const key = String(path.at(-1) ?? '');
  if (issue.expected === 'never' && node) {
    const owner =
      path[0] === 'alerts' && path.length > 1
        ? 'an alert'
        : path.length > 3
          ? path.at(-2)
          : path.length > 1
            ? 'a model'
            : 'gradlens.json';
    const place = node.parent?.children?.[0] ?? node;
    return {
      message: `"${key}" is not a setting of ${owner}${meant(key)}`,
      offset: place.offset,
      length: place.length,
    };
  }
  const { offset, length } = node ?? nearest(root, find, path);
  // Below `models` and the model's key, which the place shows.
  const name = path.slice(2).join('.') || key || 'gradlens.json';
  const message = node
    ? `${name}: expected ${issue.expected ?? 'something else'}, found ${issue.received}.`
    : `${name} is missing.`;
  return { message, offset, length };
}

/** Settings of a model that the key may have been meant as. */
function meant(key: string): string {
  const close = MODEL_SETTINGS.find((name) => name.startsWith(key) || key.startsWith(name) || sameLetters(name, key));
  return close ? `; did you mean "${close}"?` : '.';
}

const sameLetters = (a: string, b: string): boolean =>
  [...a.toLowerCase()].sort().join() === [...b.toLowerCase()].sort().join();

function nearest(root: Node, find: Find, path: readonly (string | number)[]): Node {
  for (let length = path.length - 1; length > 0; length--) {
    const node = find(path.slice(0, length));
    if (node) return node;
  }
  return root;
}

/** `CommaExpected` as `Comma expected`. */
function words(code: string): string {
  return beginning(code.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
}
