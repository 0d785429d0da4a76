import type { Function as AnyFunction, Node } from '@babel/types';
import type { Binding } from '../javascript/bindings.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { type Call, isCall, isFunction, unwrap } from '../javascript/nodeKinds.js';
import type { PropertyWrite } from '../javascript/program.js';
import { isEmptyList } from './listAdditions.js';
import { startsAtParameter } from './ownProperties.js';
import { isAbsent } from './startValues.js';

type Member = Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>;

/** What can be computed from the source alone. */
interface Computable {
  of(expression: Node): boolean;
  ofFunction(node: AnyFunction): boolean;
  ownWrites(at: Node, name: string): PropertyWrite[];
  additionsTo(list: Node): Call[];
}

/**
 * Values that the source shows, but not as they are by the time the model is made: lists that something fills, what a caller hands over, and
 * what is read of files or a page.
 */
export class KnownLater {
  private readonly nothingKnown = new Map<Node, boolean>();

  constructor(
    private readonly analysis: FileAnalysis,
    private readonly known: Computable,
  ) {}

  /** Whether a property is read of such a value. */
  isRead(member: Member): boolean {
    const { object } = member;
    if (this.isFilledLater(member) || this.isOfParameter(object) || this.isOfOutwardInstance(object)) return true;
    return this.isNothingKnown(unwrap(object));
  }

  /** The length, or an element, of a list that the source shows empty: something that is not known fills it before the model is made. */
  private isFilledLater(member: Node): boolean {
    if (!('object' in member)) return false;
    const name = memberName(member);
    if (name !== null && !/^(length|size|\d+)$/.test(name)) return false;
    return this.isUnfilled(unwrap(member.object as Node));
  }

  isUnfilled(list: Node): boolean {
    const values = this.valuesOf(list);
    return values.length > 0 && values.every(isEmptyList) && this.known.additionsTo(list).length === 0;
  }

  /** What a variable or an own property is assigned. */
  private valuesOf(node: Node): Node[] {
    const own =
      node.type === 'MemberExpression' && unwrap(node.object).type === 'ThisExpression' ? memberName(node) : null;
    const writes =
      own === null
        ? node.type === 'Identifier'
          ? (this.lookUp(node)?.writes ?? [])
          : []
        : this.known.ownWrites(node, own);
    return writes.flatMap(({ source }) =>
      source.kind === 'value' && source.path.length === 0 ? [unwrap(source.value)] : [],
    );
  }

  /** A property of an object that a constructor or a function was given: only whoever calls it knows. */
  private isOfParameter(object: Node): boolean {
    const values = unwrap(object).type === 'MemberExpression' ? this.valuesOf(unwrap(object)) : [];
    return values.length > 0 && values.every((value) => startsAtParameter(value, this.analysis.program));
  }

  /** Whether nothing can be read of a value: all that it may be is open, or nothing at all until something fills it. */
  private isNothingKnown(object: Node): boolean {
    if (object.type !== 'Identifier' && object.type !== 'MemberExpression') return false;
    if (this.analysis.paths.of(object)) return false;
    const known = this.nothingKnown.get(object);
    if (known !== undefined) return known;
    this.nothingKnown.set(object, false);
    const values = this.analysis.origins.of(object).map(({ node }) => unwrap(node));
    const result =
      values.length > 0 && values.every((value) => value !== object && (isAbsent(value) || !this.known.of(value)));
    this.nothingKnown.set(object, result);
    return result;
  }

  /** An instance of a class that reads files or a page somewhere: what it knows by then is open. */
  private isOfOutwardInstance(object: Node): boolean {
    const node = unwrap(object);
    if (node.type !== 'Identifier') return false;
    return this.valuesOf(node).some((value) => {
      const [owner] = isCall(value) ? this.analysis.origins.graph.classesOf(value) : [];
      return (
        !!owner &&
        !owner.superClass &&
        owner.body.body.some((member) => isFunction(member) && !this.known.ofFunction(member))
      );
    });
  }

  private lookUp(node: Extract<Node, { type: 'Identifier' }>): Binding | undefined {
    const { scopes, parentOf } = this.analysis.program;
    return scopes.lookUp(node.name, node, parentOf);
  }
}
