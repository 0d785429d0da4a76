import type { OpenQuestion } from '../../../../protocol/launch.js';
import { NameScope } from '../../names/nameScope.js';
import type { PythonNode } from '../../syntax/node.js';
import { PythonTree } from '../../syntax/tree.js';
import type { Machine } from '../machine.js';
import { questionName } from '../values/unknown.js';
import { isKind, type PyUnknown, type Value } from '../values/values.js';
import { propose } from './propose.js';
import { samplePart, type Use, useText } from './use.js';

type Place = (node: PythonNode) => { line: number; column: number };

/** What the source leaves open: answers that settle it, and the questions that remain. */
export class Questions {
  readonly asked = new Map<string, OpenQuestion>();
  /** NameScope of the answers that were used. */
  readonly used = new Set<string>();
  private readonly owners = new Map<string, string>();
  private readonly lists = new Map<string, number>();
  private readonly parsed = new Map<string, Value>();

  constructor(
    private readonly answers: ReadonlyMap<string, string>,
    private readonly file: string,
    private readonly place: Place,
    /** Values that calls in the file give to a parameter, as text of literals. */
    private readonly callSites: (unknown: PyUnknown) => string[],
  ) {}

  /** The answer to an unknown value, else the value itself. */
  settle(machine: Machine, unknown: PyUnknown): Value {
    const name = this.nameOf(unknown);
    const answer = this.answers.get(name);
    if (answer === undefined) return unknown;
    this.used.add(name);
    return this.parse(machine, answer, unknown);
  }

  /** Keeps a name for the parameter or variable at this place, before others take it. */
  reserve(name: string, from: number): void {
    if (!this.owners.has(name)) this.owners.set(name, `at ${from}`);
  }

  expectList(unknown: PyUnknown, entries: number): void {
    const name = this.nameOf(unknown);
    this.lists.set(name, Math.max(entries, this.lists.get(name) ?? 2));
  }

  ask(unknown: PyUnknown, use: Use): void {
    for (const leaf of unknown.leaves ?? [unknown]) {
      const name = this.nameOf(leaf);
      if (this.asked.has(name)) continue;
      const values = this.callSites(leaf);
      const entries = this.lists.get(name) ?? null;
      const proposal =
        values[0] ?? leaf.proposal ?? use.proposal ?? propose(leaf, use, entries, unknown.leaves !== null);
      const isOneValue = unknown.leaves === null && entries === null;
      const ofSample = isOneValue ? samplePart(use) : undefined;
      const owner = leaf.parameterOf ? `parameter of ${leaf.parameterOf.name}, ` : '';
      this.asked.set(name, {
        name,
        expression: leaf.node.text.length > 200 ? `${leaf.node.text.slice(0, 197)}...` : leaf.node.text,
        location: { file: this.file, ...this.place(leaf.node) },
        reason: `${owner}${useText(use)}${whyLost(leaf)}`,
        proposal,
        alternatives: values.slice(1, 6),
        ...(ofSample ? { ofSample } : {}),
      });
    }
  }

  /** Two values of one name are two questions. */
  private nameOf(unknown: PyUnknown): string {
    const name = questionName(unknown);
    const { from } = unknown.node;
    const key = unknown.name === null ? 'text' : (unknown.path ?? `at ${from}`);
    const owner = this.owners.get(name) ?? key;
    this.owners.set(name, owner);
    return owner === key ? name : `${name}@${this.place(unknown.node).line}`;
  }

  private parse(machine: Machine, answer: string, unknown: PyUnknown): Value {
    const known = this.parsed.get(answer);
    if (known !== undefined) return known;
    const expression = new PythonTree(answer.trim()).root.children[0];
    const node = expression?.type === 'ExpressionStatement' ? expression.children[0] : undefined;
    if (!node || expression?.to !== answer.trim().length) return answer;
    this.parsed.set(answer, unknown);
    const value = machine.evaluate(node, new NameScope<Value>('module', null));
    const settled = isKind(value, 'unknown') ? answer : value;
    this.parsed.set(answer, settled);
    return settled;
  }
}

/** What the source takes it from, where that cannot be had: a file that is not there. */
const whyLost = ({ lost }: PyUnknown): string => (lost && !lost.costly ? `: ${lost.reason}` : '');
