import type { IfStatement, Node } from '@babel/types';
import { contains } from '../javascript/syntax.js';

/** What runs of the branches around kept statements. */
export class Branches {
  private readonly open = new Set<IfStatement>();

  constructor(
    private readonly creation: Node | undefined,
    private readonly keepsInside: (node: Node) => boolean,
  ) {}

  /** Takes up a branch whose condition cannot be computed. */
  leaveOpen(branch: IfStatement): void {
    this.open.add(branch);
  }

  /** The arm that makes the model: it runs whatever its condition is, as that is the model which is wanted. */
  armOfModel({ consequent, alternate }: IfStatement): Node | undefined {
    const { creation } = this;
    return [consequent, alternate ?? consequent].find((arm) => creation && contains(arm, creation));
  }

  /** Whether only one arm of an open branch has something in it that is kept: that one runs. */
  isOpen(branch: IfStatement): boolean {
    return this.open.has(branch) && this.armsKept(branch) < 2;
  }

  /** The open branches of which both arms have: a person says. */
  undecided(): IfStatement[] {
    return [...this.open].filter((branch) => this.armsKept(branch) === 2);
  }

  private armsKept({ consequent, alternate }: IfStatement): number {
    return [consequent, alternate].filter((arm) => arm && this.keepsInside(arm)).length;
  }
}
