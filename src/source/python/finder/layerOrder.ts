import type { SourcePlace } from '../../../protocol/source.js';
import { toCommentEnd } from '../../behindComment.js';
import { indentBefore } from '../../indentBefore.js';
import type { CertainValues } from '../names/certainValues.js';
import { argumentsOf } from '../syntax/arguments.js';
import { type PythonNode, walk } from '../syntax/node.js';
import type { PythonTree } from '../syntax/tree.js';

/** Where a layer is made: as an element of a list, or by a statement that adds it. */
interface Slot {
  /** The list, or the block of the statement. */
  readonly parent: PythonNode;
  /** Itself, or its statement. */
  readonly node: PythonNode;
  /** What it is added to, as the source writes it; empty in a list. */
  readonly receiver: string;
  /** The statement before it that makes the layer: `first = Dense(8)`. */
  readonly made?: PythonNode;
}

/** Nothing but space, comments, and what ends an element or a statement. */
const NOTHING_BETWEEN = /^(?:[\s,;]|#[^\r\n]*)*$/;

/** Tells of layers of one model whether one certainly comes right after another. */
export class LayerOrder {
  private readonly list: PythonNode | undefined;
  private names: readonly PythonNode[] | undefined;

  /** @param creation the call or class that makes the model */
  constructor(
    private readonly tree: PythonTree,
    private readonly creation: PythonNode,
    private readonly certain: CertainValues,
  ) {
    this.list = listIn(creation);
  }

  follows(layer: PythonNode, before: PythonNode | undefined): boolean {
    const [first, second] = [before && this.slotOf(before), this.slotOf(layer)];
    if (!first || !second || first.parent !== second.parent || first.receiver !== second.receiver) return false;
    const isAfter = first.node.to <= second.node.from && !first.node.broken && !second.node.broken;
    const { made } = second;
    const [from, to] = [first.node.to, second.node.from];
    const between = (start: number, end: number) => NOTHING_BETWEEN.test(this.tree.text.slice(start, end));
    if (made && from <= made.from && made.to <= to) return isAfter && between(from, made.from) && between(made.to, to);
    return isAfter && between(from, to);
  }

  placeOf(layer: PythonNode, file: string): SourcePlace | null {
    const slot = this.slotOf(layer);
    if (!slot) return null;
    const inList = slot.receiver === '';
    const { from, to } = this.creation;
    const toComment = toCommentEnd(this.tree.text.slice(slot.node.to), inList);
    const at = slot.node.to + (toComment ?? 0);
    const always = inList || slot.parent.children.some((statement) => statement.from <= from && to <= statement.to);
    return {
      span: this.tree.spanOf(slot.node, file),
      receiver: inList ? null : slot.receiver,
      behindComment: toComment === null ? null : this.tree.spanOf({ from: at, to: at }, file).end,
      indent: indentBefore(this.tree.text, slot.node.from),
      semicolon: false,
      always,
    };
  }

  /** Of a layer in a variable that one statement adds. */
  private slotOfName(layer: PythonNode, made: PythonNode): Slot | null {
    const added = this.addedNames.filter((name) => this.certain.followed(name) === layer);
    const [name, ...others] = added;
    const slot = name && others.length === 0 ? this.slotOf(name) : null;
    return slot && { ...slot, made };
  }

  /** `layer` of `model.add(layer)` */
  private get addedNames(): readonly PythonNode[] {
    this.names ??= walk(this.tree.root).filter(
      ({ type, parent }) =>
        type === 'VariableName' && parent?.type === 'ArgList' && ADDED.test(parent.parent?.children[0]?.text ?? ''),
    );
    return this.names;
  }

  private slotOf(layer: PythonNode): Slot | null {
    const { parent } = layer;
    if (parent?.type === 'AssignStatement') return this.slotOfName(layer, parent);
    if (parent?.type !== 'ArgList') {
      return parent && parent === this.list ? { parent, node: layer, receiver: '' } : null;
    }
    const method = parent.parent?.children[0];
    const property = method?.child('PropertyName');
    const object = method?.children[0];
    if (!property || !object || property.text !== 'add' || argumentsOf(parent).length !== 1) return null;
    const statement = parent.parent?.parent;
    const block = statement?.type === 'ExpressionStatement' ? statement.parent : null;
    return block && statement ? { parent: block, node: statement, receiver: object.text } : null;
  }
}

/** Names that one method call is given. */
const ADDED = /^[\w.]+\.add$/;

/** The layers that a call of Sequential spells out. */
function listIn(creation: PythonNode): PythonNode | undefined {
  const syntax = argumentsOf(creation.child('ArgList'));
  const given = syntax.find(({ name, star }, index) => (name ? name.text === 'layers' : index === 0 && !star));
  return given?.value;
}
