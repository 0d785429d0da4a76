import type { Function as AnyFunction, Node } from '@babel/types';
import type { Binding, Source, Write } from '../javascript/bindings.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { type Call, isCall, isClass, isFunction, receiver, unwrap } from '../javascript/nodeKinds.js';
import type { PropertyWrite } from '../javascript/program.js';
import { walk } from '../javascript/syntax.js';
import { isModelCall } from './buildingCalls.js';
import { isState } from './componentState.js';
import { isPureGlobal } from './knownGlobals.js';
import { KnownLater } from './knownLater.js';
import { listAdditions } from './listAdditions.js';
import { ownMethods, ownWrites, startsAtParameter } from './ownProperties.js';
import { isStartValue, isStructure } from './startValues.js';

const TOO_DEEP = 60;

type Path = readonly string[];

const REACHES_OUT = /^(load\w*|io|browser|data|setBackend|ready|registerBackend|env|engine|nextFrame|callbacks)$/;
const MAKES = /^(layers|sequential|train|initializers|regularizers|constraints)$/;

/**
 * Tells which expressions can be computed from the source alone: literals, arithmetic, TensorFlow.js's own calls, and the file's functions and
 * variables that are made of such. Everything else, such as a value of the page, a file or a parameter, is open.
 */
export class Resolvability {
  private readonly bindings = new Map<Binding, boolean>();
  private readonly functions = new Map<Node, boolean>();
  private readonly later: KnownLater;
  private depth = 0;

  /** @param flattened functions whose statements are run as they stand, so that nobody gives their parameters a value */
  constructor(
    private readonly analysis: FileAnalysis,
    private readonly flattened: { has(node: Node): boolean },
  ) {
    this.later = new KnownLater(analysis, this);
  }

  of(expression: Node | null | undefined): boolean {
    if (!expression) return true;
    if (this.depth > TOO_DEEP) return false;
    this.depth++;
    const result = this.compute(unwrap(expression));
    this.depth--;
    return result;
  }

  /** The values that a variable may take and that can be computed. */
  resolvableWrites(binding: Binding): Binding['writes'] {
    return binding.writes.filter(({ source }) => this.ofSource(source));
  }

  ofBinding(binding: Binding): boolean {
    const known = this.bindings.get(binding);
    if (known !== undefined) return known;
    // A variable that is computed from itself, as in a loop, is as open as its other values.
    this.bindings.set(binding, false);
    const result = !binding.writes.some(isState) && this.isGiven(binding.writes);
    this.bindings.set(binding, result);
    return result;
  }

  /** Whether one of the values can be computed: a start value, where something that is not known takes its place, is none. */
  private isGiven(writes: readonly Write[]): boolean {
    const known = writes.filter(({ source }) => this.ofSource(source));
    return known.length === writes.length ? known.length > 0 : known.some((write) => !isStartValue(write));
  }

  private ofSource(source: Source): boolean {
    switch (source.kind) {
      case 'value':
        return this.of(source.value) || (source.path.length === 0 && isStructure(unwrap(source.value)));
      case 'element':
        return true;
      case 'argument':
        return !this.flattened.has(source.of);
      case 'import':
        return false;
    }
  }

  private compute(node: Node): boolean {
    if (this.analysis.paths.of(node)) return true;
    switch (node.type) {
      case 'Identifier': {
        const binding = this.lookUp(node);
        return binding ? this.ofBinding(binding) : isPureGlobal(node.name);
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.ofMember(node);
      case 'ArrayExpression':
        return node.elements.every((element) => this.of(element));
      case 'ObjectExpression':
        return node.properties.every((property) =>
          property.type === 'ObjectProperty'
            ? this.of(property.value)
            : property.type === 'ObjectMethod' || this.of(property),
        );
      case 'SpreadElement':
      case 'UnaryExpression':
      case 'UpdateExpression':
        return this.of(node.argument);
      case 'BinaryExpression':
      case 'LogicalExpression':
        return this.of(node.left) && this.of(node.right);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'ConditionalExpression':
        return this.of(node.test) && this.of(node.consequent) && this.of(node.alternate);
      case 'TemplateLiteral':
        return node.expressions.every((part) => this.of(part));
      case 'JSXElement':
      case 'JSXFragment':
      case 'MetaProperty':
      case 'ImportExpression':
      case 'TaggedTemplateExpression':
      case 'TSEnumDeclaration':
        return false;
      default:
        if (isCall(node)) return this.ofCall(node);
        if (isClass(node)) return !node.superClass || this.of(node.superClass);
        return (
          isFunction(node) || /Literal$/.test(node.type) || node.type === 'ThisExpression' || node.type === 'Super'
        );
    }
  }

  private ofMember(node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>): boolean {
    const { object, property, computed } = node;
    if (unwrap(object).type === 'ThisExpression') return this.ofOwnProperty(node);
    if (this.later.isRead(node)) return false;
    return this.of(object) && (!computed || this.of(property));
  }

  private ofCall(call: Call): boolean {
    const hasOpenArgument = () =>
      !call.arguments.every((argument) => isFunction(unwrap(argument)) || this.of(argument));
    const path = this.analysis.paths.of(call.callee);
    const isUnfilled = () => call.arguments.some((argument) => this.later.isUnfilled(unwrap(argument)));
    if (path) return makesPart(path) || !(reachesOut(path) || hasOpenArgument() || isUnfilled());
    const { graph } = this.analysis.origins;
    const [own] = graph.classesOf(call);
    if (own) return this.compute(own) && !hasOpenArgument();
    const { callee } = call;
    if (callee.type === 'Identifier') {
      if (!this.lookUp(callee)) return isPureGlobal(callee.name) && !hasOpenArgument();
    } else {
      const object = receiver(call);
      const isMethod = graph.functionsOf(call).length > 0 && object && unwrap(object).type === 'ThisExpression';
      const known = graph.functionsOf(call);
      if (!isMethod && object && this.of(object) && known.every((node) => this.ofFunction(node)))
        return !hasOpenArgument();
    }
    const functions = graph.functionsOf(call);
    return functions.length > 0 && functions.every((node) => this.ofFunction(node)) && !hasOpenArgument();
  }

  /** Whether a function only computes: every call in it does. */
  ofFunction(node: AnyFunction): boolean {
    const known = this.functions.get(node);
    if (known !== undefined) return known;
    this.functions.set(node, true);
    let result = true;
    walk(node.body, (inner) => {
      if (result && isCall(inner) && !this.of(inner) && !isModelCall(inner, this.analysis)) result = false;
    });
    this.functions.set(node, result);
    return result;
  }

  /** Calls that put something known into a list. */
  additionsTo(list: Node): Call[] {
    return listAdditions(list, this.analysis.program, this.flattened).filter((call) =>
      call.arguments.every((argument) => this.of(argument)),
    );
  }

  private ofOwnProperty(member: Node): boolean {
    const name = memberName(member);
    if (name === null) return false;
    return this.ownWrites(member, name).length > 0 || ownMethods(member, name, this.analysis.program).length > 0;
  }

  /** Assignments of `this.name` in the class around a node, and the class's field, as far as they can be computed. */
  ownWrites(at: Node, name: string): PropertyWrite[] {
    const all = ownWrites(at, name, this.analysis.program);
    const known = all.filter(
      ({ source }) =>
        (source.kind === 'value' && startsAtParameter(source.value, this.analysis.program)) || this.ofSource(source),
    );
    return known.length < all.length && known.every(isStartValue) ? [] : known;
  }

  private lookUp(node: Extract<Node, { type: 'Identifier' }>): Binding | undefined {
    const { scopes, parentOf } = this.analysis.program;
    return scopes.lookUp(node.name, node, parentOf);
  }
}

/** Whether something of TensorFlow.js reaches outside: files, pages, devices. */
const reachesOut = ([first = '']: Path): boolean => REACHES_OUT.test(first);

/** Whether it makes a part of a model: what is open in its options is asked for, not the part. */
const makesPart = ([first = '']: Path): boolean => MAKES.test(first);
