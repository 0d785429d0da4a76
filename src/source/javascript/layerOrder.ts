import type { Node } from '@babel/types';
import type { SourcePlace } from '../../protocol/source.js';
import { toCommentEnd } from '../behindComment.js';
import { indentBefore } from '../indentBefore.js';
import { keyName, memberName } from './names.js';
import { isCall, receiver, unwrap } from './nodeKinds.js';
import { sourceSpan } from './sourceSpan.js';
import { contains, endOf, type ParentOf, startOf } from './syntax.js';

/** Where a layer is made: as an element of a list, or by a statement that adds it. */
interface Slot {
  readonly siblings: readonly (Node | null)[];
  /** Itself, or its statement: one of the siblings. */
  readonly node: Node;
  /** What it is added to, as the source writes it; empty in a list. */
  readonly receiver: string;
}

/** Nothing but space, comments, and what ends an element or a statement. */
const NOTHING_BETWEEN = /^(?:[\s,;]|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*$/;

/** Tells of layers of one model whether one certainly comes right after another. */
export class LayerOrder {
  private readonly list: Node | undefined;

  /**
   * @param creation the expression or class that makes the model
   * @param config what its constructor is given
   */
  constructor(
    private readonly creation: Node,
    config: Node | undefined,
    private readonly text: string,
    private readonly parentOf: ParentOf,
  ) {
    this.list = listIn(config);
  }

  follows(layer: Node, before: Node | undefined): boolean {
    const [first, second] = [before && this.slotOf(before), this.slotOf(layer)];
    if (!first || !second || first.siblings !== second.siblings || first.receiver !== second.receiver) return false;
    if (first.siblings.indexOf(second.node) !== first.siblings.indexOf(first.node) + 1) return false;
    return NOTHING_BETWEEN.test(this.text.slice(endOf(first.node), startOf(second.node)));
  }

  placeOf(layer: Node, file: string): SourcePlace | null {
    const slot = this.slotOf(layer);
    if (!slot) return null;
    const inList = slot.receiver === '';
    const always = inList || slot.siblings.some((sibling) => sibling !== null && contains(sibling, this.creation));
    const span = sourceSpan(slot.node, file);
    const toComment = toCommentEnd(this.text.slice(endOf(slot.node)), inList);
    return {
      span,
      receiver: inList ? null : slot.receiver,
      behindComment: toComment === null ? null : { ...span.end, column: span.end.column + toComment },
      indent: indentBefore(this.text, startOf(slot.node)),
      semicolon: !inList && this.text[endOf(slot.node) - 1] === ';',
      always,
    };
  }

  private slotOf(layer: Node): Slot | null {
    const parent = this.parentOf(layer);
    if (parent?.type === 'ArrayExpression') {
      return parent === this.list ? { siblings: parent.elements, node: layer, receiver: '' } : null;
    }
    const object = parent && isCall(parent) && memberName(parent.callee) === 'add' ? receiver(parent) : undefined;
    const statement = object && parent && this.parentOf(parent);
    const block = statement?.type === 'ExpressionStatement' ? this.parentOf(statement) : undefined;
    if (!object || !statement || (block?.type !== 'Program' && block?.type !== 'BlockStatement')) return null;
    return { siblings: block.body, node: statement, receiver: this.text.slice(startOf(object), endOf(object)) };
  }
}

/** The `layers` that a configuration spells out, where nothing else can replace them. */
function listIn(config: Node | undefined): Node | undefined {
  if (config?.type !== 'ObjectExpression') return undefined;
  const lists = config.properties.map((property) => {
    if (property.type !== 'ObjectProperty') return null;
    return keyName(property.key, property.computed === true) === 'layers' ? unwrap(property.value) : undefined;
  });
  return lists.includes(null) ? undefined : (lists.find((list) => list !== undefined) ?? undefined);
}
