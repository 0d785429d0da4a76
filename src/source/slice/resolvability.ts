import type { Function as AnyFunction, Node } from '@babel/types';
import type { Binding, Source } from '../javascript/bindings.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { memberName } from '../javascript/names.js';
import { type Call, isCall, isClass, isFunction, receiver, unwrap } from '../javascript/nodeKinds.js';
import { enclosingClass } from '../javascript/scopes.js';
import { walk } from '../javascript/syntax.js';

/** Globals whose values and functions change nothing outside and are the same everywhere. */
const PURE_GLOBALS =
  /^(undefined|NaN|Infinity|Math|Number|String|Boolean|Array|Object|JSON|Map|Set|Date|Symbol|RegExp|Error|BigInt|console|parseInt|parseFloat|isNaN|isFinite|structuredClone|\w*(Int|Float)\d+(Clamped)?Array)$/;

/** What of TensorFlow.js reaches outside: files, pages, devices. */
const REACHES_OUT = /^(load\w*|io|browser|data|setBackend|ready|registerBackend|env|engine|nextFrame|callbacks)$/;

const TOO_DEEP = 60;

/**
 * Tells which expressions can be computed from the source alone: literals, arithmetic, TensorFlow.js's own calls, and the file's functions and
 * variables that are made of such. Everything else, such as a value of the page, a file or a parameter, is open.
 */
export class Resolvability {
  private readonly bindings = new Map<Binding, boolean>();
  private readonly functions = new Map<Node, boolean>();
  private depth = 0;

  /**
   * @param flattened functions whose statements are run as they stand, so that nobody gives their parameters a value
   * @param imported whether what an import brings can be had
   */
  constructor(
    private readonly analysis: FileAnalysis,
    private readonly flattened: { has(node: Node): boolean },
    private readonly imported: (source: Extract<Source, { kind: 'import' }>) => boolean,
  ) {}

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
    this.bindings.set(binding, true);
    const writes = this.resolvableWrites(binding);
    const result = binding.writes.length === 0 || writes.length > 0;
    this.bindings.set(binding, result);
    return result;
  }

  private ofSource(source: Source): boolean {
    switch (source.kind) {
      case 'value':
        return this.of(source.value);
      case 'element':
        return true;
      case 'argument':
        return !this.flattened.has(source.of);
      case 'import':
        return this.imported(source);
    }
  }

  private compute(node: Node): boolean {
    if (this.analysis.paths.of(node)) return true;
    switch (node.type) {
      case 'Identifier': {
        const binding = this.lookUp(node);
        return binding ? this.ofBinding(binding) : PURE_GLOBALS.test(node.name);
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (unwrap(node.object).type === 'ThisExpression') return this.ofOwnProperty(node);
        return this.of(node.object) && (!node.computed || this.of(node.property));
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

  private ofCall(call: Call): boolean {
    const hasOpenArgument = () =>
      !call.arguments.every((argument) => isFunction(unwrap(argument)) || this.of(argument));
    const path = this.analysis.paths.of(call.callee);
    if (path) return !REACHES_OUT.test(path[0] ?? '') && !hasOpenArgument();
    const { graph } = this.analysis.origins;
    const [own] = graph.classesOf(call);
    if (own) return this.compute(own) && !hasOpenArgument();
    const { callee } = call;
    if (callee.type === 'Identifier') {
      if (!this.lookUp(callee)) return PURE_GLOBALS.test(callee.name) && !hasOpenArgument();
    } else {
      const object = receiver(call);
      const isMethod = graph.functionsOf(call).length > 0 && object && unwrap(object).type === 'ThisExpression';
      if (!isMethod && object && this.of(object)) return !hasOpenArgument();
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
      if (result && isCall(inner) && !this.of(inner) && !this.isModelCall(inner)) result = false;
    });
    this.functions.set(node, result);
    return result;
  }

  /** `model.add(...)` on a parameter: what it does, it does to the model. */
  private isModelCall(call: Call): boolean {
    const object = receiver(call);
    return !!object && this.analysis.modelsOf(object).length > 0;
  }

  private ofOwnProperty(member: Node): boolean {
    const name = memberName(member);
    if (name === null) return false;
    return this.ownWrites(member, name).length > 0 || this.ownMethods(member, name).length > 0;
  }

  /** Assignments of `this.name` in the class around a node, and the class's field, as far as they can be computed. */
  ownWrites(at: Node, name: string) {
    const { parentOf, propertyWrites } = this.analysis.program;
    const owner = enclosingClass(at, parentOf);
    return (propertyWrites.get(name) ?? []).filter(({ object, source }) => {
      const same = isClass(object)
        ? object === owner
        : unwrap(object).type === 'ThisExpression' && enclosingClass(object, parentOf) === owner;
      return same && this.ofSource(source);
    });
  }

  ownMethods(at: Node, name: string): AnyFunction[] {
    const { parentOf, methodsByName } = this.analysis.program;
    const owner = enclosingClass(at, parentOf);
    return (methodsByName.get(name) ?? []).filter(
      (method) => owner !== undefined && enclosingClass(method, parentOf) === owner,
    );
  }

  private lookUp(node: Extract<Node, { type: 'Identifier' }>): Binding | undefined {
    const { scopes, parentOf } = this.analysis.program;
    return scopes.lookUp(node.name, node, parentOf);
  }
}
