import type { Node } from '@babel/types';
import { memberName } from '../javascript/names.js';
import { isCall, unwrap } from '../javascript/nodeKinds.js';

/** A value that the source leaves open. */
export interface OpenValue {
  /** What stands for it in the slice's code. */
  readonly name: string;
  /** The places that it stands for, the first one first. */
  readonly places: Node[];
}

/** Words that say nothing of what a value is. */
const EMPTY_WORDS =
  /^(value|length|shape|current|get|size|data|props|state|options|config|params|args|target|await|then)$/;

const MOST_WORDS = 40;

/** The open values of a slice, each under a name that the file does not use for something else. */
export class OpenValues {
  readonly all: OpenValue[] = [];
  private readonly byKey = new Map<unknown, OpenValue>();

  /** @param taken names that the file uses */
  constructor(private readonly taken: ReadonlySet<string>) {}

  /** @param key the same for places that have the same value; @param own a name that stands for the value already */
  ask(key: unknown, place: Node, own: string | null): string {
    const known = this.byKey.get(key);
    if (known) {
      known.places.push(place);
      return known.name;
    }
    const value: OpenValue = { name: own ?? this.freeName(wordsFor(place)), places: [place] };
    this.byKey.set(key, value);
    this.all.push(value);
    return value.name;
  }

  private freeName(words: readonly string[]): string {
    const isFree = (name: string) => !this.taken.has(name) && !this.all.some((value) => value.name === name);
    const [first, ...others] = words;
    const joined = others.reduce((all, each) => `${all}${each.charAt(0).toUpperCase()}${each.slice(1)}`, first);
    const name = [first, joined].find((each) => each !== undefined && isFree(each));
    if (name !== undefined) return name;
    for (let count = 2; ; count++) if (isFree(`${first}${count}`)) return `${first}${count}`;
  }
}

/** A short name: the last telling word of `config.units` or `document.getElementById('units').value`, and what comes after it. */
function wordsFor(place: Node): string[] {
  const words = wordsOf(place).filter((word) => /^[A-Za-z_$][\w$]*$/.test(word));
  const telling = words.findLastIndex((word) => !EMPTY_WORDS.test(word));
  if (telling >= 0) return words.slice(telling, telling + 2);
  return [words.at(-1) ?? 'value'];
}

/** In the order of the source, from the end of a long chain as many as may matter. */
function wordsOf(expression: Node): string[] {
  const words: string[] = [];
  for (let node = unwrap(expression); words.length < MOST_WORDS; ) {
    if (node.type === 'Identifier') return [node.name, ...words];
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      words.unshift(memberName(node) ?? '');
      node = unwrap(node.object);
    } else if (isCall(node)) {
      const [first] = node.arguments;
      words.unshift(first?.type === 'StringLiteral' ? camelCase(first.value) : '');
      node = unwrap(node.callee);
    } else return words;
  }
  return words;
}

const camelCase = (text: string): string =>
  text.replace(/^[^A-Za-z_$]+/, '').replaceAll(/[^\w$]+(\w?)/g, (_all, letter: string) => letter.toUpperCase());
