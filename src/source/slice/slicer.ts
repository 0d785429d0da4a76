import type { File, Node, VariableDeclarator } from '@babel/types';
import type { Binding } from '../javascript/bindings.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { type Call, isCall, isLoop, receiver, unwrap } from '../javascript/nodeKinds.js';
import { enclosingClass } from '../javascript/scopes.js';
import { contains } from '../javascript/syntax.js';
import { Branches } from './branches.js';
import {
  declaredNames,
  hasValueHere,
  isLoopBinding,
  isLoopVariable,
  isOfOuterLoop,
  isOpenParameter,
} from './declarations.js';
import { fieldWrites } from './fieldWrites.js';
import type { Levels } from './flattenedLevels.js';
import { headParts, unitAround } from './keptUnits.js';
import { isNodeGlobal } from './knownGlobals.js';
import { leadsToOpen } from './leadsToOpen.js';
import { OpenPlaces } from './openPlaces.js';
import { OpenValues } from './openValues.js';
import { ownMethods } from './ownProperties.js';
import type { PartModels } from './partModels.js';
import { type Reference, referencesIn } from './references.js';
import type { Resolvability } from './resolvability.js';
import { returnsIn } from './returnsInSwitch.js';
import { sideEffectsIn } from './sideEffects.js';

/** Hands the model that the slice has made to code that stood in another function. */
const MODEL_NAME = 'gradlensModel';

/**
 * Collects what a model's construction and compile depend on: from the statements that make it back over scopes and definitions.
 * What cannot be computed from the source becomes an open value.
 */
export class Slicer {
  readonly kept = new Set<Node>();
  readonly headers = new Set<Node>();
  /** Names that stand for something of TensorFlow.js, with its path. */
  readonly provided = new Map<string, readonly string[]>();
  /** Variables that are assigned but whose declaration is left out. */
  readonly implicit = new Set<string>();
  /** Fields and methods of a class, or of an object, that `this` needs. */
  readonly ownMembers = new Set<Node>();
  readonly places: OpenPlaces;
  readonly branches: Branches;
  private readonly declared = new Set<Binding>();
  /** Units whose dependencies are still to be kept, the one that is at it first. */
  private readonly waiting: Node[] = [];
  private readonly uninitialized: ReadonlyMap<Binding, VariableDeclarator>;

  constructor(
    readonly analysis: FileAnalysis,
    tree: File,
    text: string,
    readonly levels: Levels,
    readonly resolvability: Resolvability,
    /** The creation and the calls on the model: none of them may become part of an open value. */
    readonly seeds: readonly Node[],
    private readonly parts: PartModels,
  ) {
    const { names, uninitialized } = declaredNames(tree, analysis.program);
    this.places = new OpenPlaces(analysis.program.parentOf, text, new OpenValues(names), seeds);
    this.uninitialized = uninitialized;
    this.branches = new Branches(seeds[0], (node) => this.keepsInside(node));
  }

  /** Keeps the statement around a node that has to run. */
  keepAround(node: Node): void {
    this.keep(unitAround(node, this.levels, this.analysis.program.parentOf));
  }

  /** Has a call on the model work on the model that was made, where its own receiver cannot be had. */
  keepModelCall(call: Call, always: boolean): void {
    const object = receiver(call);
    if (object && (always || !this.isKnownReceiver(object))) this.places.replace(object, `${MODEL_NAME}()`);
    this.keepAround(call);
  }

  keepsInside(node: Node): boolean {
    return this.keptIn(node).length > 0;
  }

  /** What is kept in a statement, apart from functions in it that are levels of their own. */
  keptIn(node: Node): Node[] {
    const level = this.levels.around(node);
    return [...this.kept].filter((unit) => contains(node, unit) && this.levels.around(unit) === level);
  }

  /** Keeps a statement, or a part of one, with all that it depends on. */
  keep(unit: Node): void {
    if (this.kept.has(unit)) return;
    this.kept.add(unit);
    this.waiting.push(unit);
    // Not by recursion: what depends on what may go deeper than the call stack does.
    if (this.waiting.length > 1) return;
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      this.keepHeaders(next);
      this.dropSideEffects(next);
      for (const each of returnsIn(next, this.analysis.program.parentOf)) this.places.replacements.push(each);
      this.process(next);
      for (const call of this.parts.additionsIn(next)) this.keepAround(call);
      this.waiting.shift();
    }
  }

  private keepHeaders(unit: Node): void {
    const { parentOf } = this.analysis.program;
    for (let parent = parentOf(unit); parent && !this.levels.has(parent); parent = parentOf(parent)) {
      if (this.headers.has(parent)) continue;
      this.headers.add(parent);
      if (parent.type === 'IfStatement') {
        if (this.branches.armOfModel(parent)) continue;
        if (this.resolvability.of(parent.test)) this.process(parent.test);
        else this.branches.leaveOpen(parent);
      } else if (isLoop(parent)) {
        for (const part of headParts(parent)) this.process(part);
      }
    }
  }

  private dropSideEffects(unit: Node): void {
    for (const node of sideEffectsIn(unit, this)) this.places.replace(node, ';');
  }

  private process(root: Node): void {
    for (const reference of referencesIn(root, this.analysis.program.parentOf)) this.reference(reference, root);
  }

  private reference(node: Reference, root: Node): void {
    if (this.places.isReplaced(node)) return;
    const { scopes, parentOf } = this.analysis.program;
    if (node.type === 'ThisExpression') {
      const owner = enclosingClass(node, parentOf);
      if (!owner || !contains(root, owner)) this.ownMember(node);
      return;
    }
    const scope = scopes.scopeOf(node.name, node, parentOf);
    if (scope && scope.type !== 'File' && contains(root, scope)) return;
    const path = this.analysis.paths.of(node);
    if (path) {
      this.provided.set(node.name, path);
      return;
    }
    const parent = parentOf(node);
    if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return;
    const binding = scopes.lookUp(node.name, node, parentOf);
    const isOuter = !!binding && isOfOuterLoop(binding, node, this.levels, parentOf);
    if (binding && !isOuter && isLoopBinding(binding, parentOf)) return;
    if (!binding) {
      if (!isNodeGlobal(node.name)) this.places.leave(node, null);
    } else if (
      !isOuter &&
      !isOpenParameter(binding, this.levels) &&
      hasValueHere(binding, this.levels) &&
      this.resolvability.ofBinding(binding) &&
      !leadsToOpen(node, this.analysis, this.resolvability)
    ) {
      this.declare(binding);
      this.keepAdditions(node);
    } else {
      this.places.leave(node, binding);
    }
  }

  /** What puts something into a list that is needed, where it runs. */
  private keepAdditions(list: Node): void {
    for (const call of this.resolvability.additionsTo(list)) this.keepAround(call);
  }

  /** Keeps what gives a variable its value. */
  private declare(binding: Binding): void {
    if (this.declared.has(binding)) return;
    this.declared.add(binding);
    const all = this.resolvability.resolvableWrites(binding);
    const making = all.filter(
      ({ source }) => source.kind === 'value' && this.seeds.some((seed) => contains(source.value, seed)),
    );
    const kept = (making.length > 0 ? making : all).map((write) => this.keepWrite(write));
    if (kept.includes('declared')) return;
    const declarator = this.uninitialized.get(binding);
    if (declarator) this.keep(declarator);
    else this.implicit.add(binding.name);
  }

  /** Whether the write is the variable's declaration too. */
  private keepWrite({ at, source }: Binding['writes'][number]): 'declared' | 'assigned' {
    if (source.kind !== 'value' || /(Expression|Pattern|Method)$/.test(at.type)) return 'declared';
    if (at.type === 'VariableDeclarator' || /Declaration$/.test(at.type)) {
      if (!isLoopVariable(at, this.analysis.program.parentOf)) this.keep(at);
      return 'declared';
    }
    // An assignment in a function that does not run as it stands comes with that function, or not at all.
    if (this.levels.runsHere(at)) this.keepAround(at);
    return 'assigned';
  }

  /** `this.name`: the field, assignment or method that gives it its value, or an open value. */
  private ownMember(node: Node): void {
    const { parentOf } = this.analysis.program;
    const member = parentOf(node);
    const name = member && 'object' in member && member.object === node ? memberName(member) : null;
    const target = member && parentOf(member);
    const isAssigned = target?.type === 'AssignmentExpression' && target.left === member;
    if (!member || name === null || isAssigned) return;
    if (leadsToOpen(member, this.analysis, this.resolvability)) {
      this.places.leave(member, null);
      return;
    }
    const writes = fieldWrites(this.resolvability.ownWrites(member, name), this.seeds[0], this.levels, parentOf);
    if (writes.length > 0) this.keepAdditions(member);
    for (const write of writes) {
      if (write.at.type === 'ClassProperty' || write.at.type === 'ClassPrivateProperty') this.keepOwn(write.at);
      else this.keepElsewhere(write.at);
    }
    const methods = writes.length > 0 ? [] : ownMethods(member, name, this.analysis.program);
    for (const method of methods) this.keepOwn(method);
    if (writes.length + methods.length === 0) this.places.leave(member, null);
  }

  private keepOwn(node: Node): void {
    if (this.ownMembers.has(node)) return;
    this.ownMembers.add(node);
    this.dropSideEffects(node);
    const parts = 'params' in node ? [node] : 'value' in node && node.value ? [node.value as Node] : [];
    for (const part of parts) this.process(part);
  }

  /** An assignment in a method that does not run as it stands, such as the constructor: it does from now on. */
  private keepElsewhere(at: Node): void {
    this.levels.flattenAround(at, 'first');
    this.keepAround(at);
  }

  private isKnownReceiver(object: Node): boolean {
    const node = unwrap(object);
    const { scopes, parentOf } = this.analysis.program;
    if (node.type === 'Identifier') {
      const binding = scopes.lookUp(node.name, node, parentOf);
      return !!binding && !isOpenParameter(binding, this.levels) && this.resolvability.ofBinding(binding);
    }
    return isCall(node) || (node.type === 'MemberExpression' && unwrap(node.object).type === 'ThisExpression');
  }
}
