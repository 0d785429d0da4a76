import type { Values } from './possibleValues.js';
import { union } from './union.js';

type Variables = Map<string, Values>;
type Written = Map<Variables, Map<string, Values | undefined>>;

/** What one branch did to variables. */
export interface Arm {
  readonly written: Written;
  /** Whether it leaves the function, so that nothing of it is seen behind it. */
  readonly ended: boolean;
}

/** Variables under branches: each arm starts from the same state, and what follows sees what any of them left. */
export class State {
  private readonly journals: Written[] = [];

  write(variables: Variables, name: string, values: Values): void {
    const journal = this.journals.at(-1);
    if (journal) remember(journal, variables, name, variables.get(name));
    variables.set(name, values);
  }

  /** Runs an arm and takes back what it wrote. */
  arm(run: () => boolean): Arm {
    const journal: Written = new Map();
    this.journals.push(journal);
    const ended = run();
    this.journals.pop();
    const written: Written = new Map();
    for (const [variables, names] of journal) {
      for (const [name, before] of names) {
        remember(written, variables, name, variables.get(name));
        if (before) variables.set(name, before);
        else variables.delete(name);
      }
    }
    return { written, ended };
  }

  /** Continues behind the arms, one of which runs; returns whether none leads on. */
  merge(arms: readonly Arm[]): boolean {
    const open = arms.filter(({ ended }) => !ended);
    const seen = open.length > 0 ? open : arms;
    const touched: Written = new Map();
    for (const { written } of seen) {
      for (const [variables, names] of written) {
        for (const name of names.keys()) remember(touched, variables, name, undefined);
      }
    }
    for (const [variables, names] of touched) {
      for (const name of names.keys()) {
        const before = variables.get(name);
        const sets = seen.map(({ written }) => written.get(variables)?.get(name) ?? before ?? []);
        this.write(variables, name, union(...sets));
      }
    }
    return open.length === 0;
  }
}

function remember(journal: Written, variables: Variables, name: string, values: Values | undefined): void {
  let names = journal.get(variables);
  if (!names) {
    names = new Map();
    journal.set(variables, names);
  }
  if (!names.has(name)) names.set(name, values);
}
