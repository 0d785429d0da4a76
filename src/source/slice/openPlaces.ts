import type { Node } from '@babel/types';
import type { Binding } from '../javascript/bindings.js';
import { memberName } from '../javascript/names.js';
import { type Call, isCall } from '../javascript/nodeKinds.js';
import { contains, endOf, type ParentOf, startOf } from '../javascript/syntax.js';
import type { OpenValues } from './openValues.js';
import type { Replacement } from './replacements.js';

/** Methods that go through a list: the list is the open value, not what comes of it. */
export const ITERATION = /^(map|forEach|filter|reduce|flatMap|entries|keys|values|some|every|find)$/;

/** Puts names for open values in the place of the expressions that cannot be computed. */
export class OpenPlaces {
  readonly replacements: Replacement[] = [];

  constructor(
    private readonly parentOf: ParentOf,
    private readonly text: string,
    readonly values: OpenValues,
    /** The creation and the calls on the model: none of them may become part of an open value. */
    private readonly seeds: readonly Node[],
  ) {}

  /** Leaves the smallest expression open that is more than a step on the way to a value. */
  leave(node: Node, binding: Binding | null): void {
    const { parentOf } = this;
    let place = node;
    for (let parent = parentOf(place); parent && this.stepsThrough(parent, place); parent = parentOf(place))
      place = parent;
    const isBare = place === node && binding !== null && node.type === 'Identifier';
    const parent = parentOf(place);
    if (parent && isCall(parent) && parent.callee === place && this.passThrough(parent)) return;
    this.ask(place, isBare ? binding : this.textOf(place), isBare && binding ? binding.name : null);
  }

  private stepsThrough(parent: Node, child: Node): boolean {
    if (this.seeds.some((seed) => contains(parent, seed))) return false;
    switch (parent.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return parent.object === child && !ITERATION.test(memberName(parent) ?? '');
      case 'AwaitExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
        return true;
      case 'TaggedTemplateExpression':
        return parent.tag === child;
      default:
        return isCall(parent) && parent.callee === child;
    }
  }

  /** An unknown function around the model, such as one that makes it reactive, is taken to hand it on. */
  private passThrough(call: Call): boolean {
    const argument = call.arguments.find((each) => this.seeds.some((seed) => contains(each, seed)));
    if (!argument) return false;
    this.replacements.push({ start: startOf(call), end: startOf(argument), text: '(' });
    this.replacements.push({ start: endOf(argument), end: endOf(this.chainAround(call)), text: ')' });
    return true;
  }

  /** A call with the calls on its result. */
  private chainAround(call: Node): Node {
    const parent = this.parentOf(call);
    const goesOn =
      parent && (('object' in parent && parent.object === call) || ('callee' in parent && parent.callee === call));
    return goesOn ? this.chainAround(parent) : call;
  }

  ask(place: Node, key: unknown, own: string | null): void {
    const name = this.values.ask(key, place, own);
    const { parentOf } = this;
    const parent = parentOf(place);
    const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand && parent.value === place;
    if (own !== null && own === this.textOf(place)) return;
    this.replace(place, isShorthand ? `${this.textOf(place)}: ${name}` : name);
  }

  replace({ start, end }: Node, text: string): void {
    this.replacements.push({ start: start ?? 0, end: end ?? 0, text });
  }

  isReplaced(node: Node): boolean {
    return this.replacements.some(({ start, end }) => start <= startOf(node) && endOf(node) <= end);
  }

  private textOf(node: Node): string {
    return this.text.slice(startOf(node), endOf(node));
  }
}
