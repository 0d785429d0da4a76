import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import * as v from 'valibot';
import { GradLensConfig, MODEL_SETTINGS } from '../protocol/config.js';

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

/** Reads `gradlens.json`: JSON with comments and trailing commas. Never throws. */
export function parseConfig(text: string): ParsedConfig {
  const errors: ParseError[] = [];
  const root = text.trim() === '' ? undefined : parseTree(text, errors, { allowTrailingComma: true });
  const problems: ConfigProblem[] = errors.map(({ error, offset, length }) => ({
    message: `${words(printParseErrorCode(error))} in gradlens.json.`,
    offset,
    length,
  }));
  if (!root) return { config: {}, problems };
  const parsed = v.safeParse(GradLensConfig, getNodeValue(root));
  if (parsed.success) return { config: parsed.output, problems };
  const wrong = parsed.issues.map((issue) => describeIssue(root, issue));
  return { config: withoutWrongModels(root), problems: [...problems, ...wrong] };
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

function describeIssue(root: Node, issue: v.BaseIssue<unknown>): ConfigProblem {
  const path = issue.path?.map(({ key }) => key as string | number) ?? [];
  const node = findNodeAtLocation(root, path);
  const key = String(path.at(-1) ?? '');
  if (issue.expected === 'never' && node) {
    const owner = path.length > 3 ? path.at(-2) : path.length > 1 ? 'a model' : 'gradlens.json';
    const place = node.parent?.children?.[0] ?? node;
    return {
      message: `"${key}" is not a setting of ${owner}${meant(key)}`,
      offset: place.offset,
      length: place.length,
    };
  }
  const { offset, length } = node ?? nearest(root, path);
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

function nearest(root: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length - 1; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node;
  }
  return root;
}

/** `CommaExpected` as `Comma expected`. */
function words(code: string): string {
  const text = code.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
