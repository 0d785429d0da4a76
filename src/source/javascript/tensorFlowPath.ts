import type { Node } from '@babel/types';
import type { Binding, Source } from './bindings.js';
import { memberName } from './names.js';
import { type Call, isCall, receiver, unwrap } from './nodeKinds.js';
import type { Program } from './program.js';
import { isTensorFlowGetter, isTensorFlowModule, isTensorFlowName } from './tensorFlowNames.js';

type Path = readonly string[];

/** Helpers that compilers put around `require`. */
const interop = /^_+(?:import|interop|toESM)/;

/** Longer chains of members are no part of TensorFlow.js. */
const MAX_DEPTH = 100;

/**
 * Tells which export of TensorFlow.js an expression is: `[]` for the namespace itself, `['layers', 'dense']` for
 * `tf.layers.dense`, however it was imported, required, renamed or taken apart. Where an identifier's value is not known (a
 * parameter, a global, what another module of the project exports) its name decides.
 */
export class TensorFlowPaths {
  private readonly byBinding = new Map<Binding, Path | null>();
  private depth = 0;

  constructor(private readonly program: Program) {}

  of(expression: Node): Path | null {
    if (this.depth > MAX_DEPTH) return null;
    this.depth++;
    const path = this.find(unwrap(expression));
    this.depth--;
    return path;
  }

  private find(node: Node): Path | null {
    switch (node.type) {
      case 'Identifier': {
        const binding = this.program.scopes.lookUp(node.name, node, this.program.parentOf);
        if (binding) return this.ofBinding(binding);
        return isTensorFlowName(node.name) || this.isUsedAsNamespace(node.name) ? [] : null;
      }
      case 'LogicalExpression':
        return this.of(node.left) ?? this.of(node.right);
      case 'ConditionalExpression':
        return this.of(node.consequent) ?? this.of(node.alternate);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.ofMember(node.object, memberName(node));
      case 'ImportExpression':
        return isModuleText(node.source) ? [] : null;
      default:
        return isCall(node) ? this.ofCall(node) : null;
    }
  }

  /** `require` and `import`, also in what compilers make of them: `__importStar(require('@tensorflow/tfjs'))`. */
  private ofCall({ callee, arguments: [first] }: Call): Path | null {
    if (callee.type === 'Import' || (callee.type === 'Identifier' && /require$|^import/i.test(callee.name))) {
      return isModuleText(first) ? [] : null;
    }
    if (callee.type !== 'Identifier') return null;
    if (first && interop.test(callee.name)) return this.of(first);
    return isTensorFlowGetter(callee.name) ? [] : null;
  }

  private ofMember(object: Node, name: string | null): Path | null {
    if (name === null) return null;
    const path = this.of(object);
    if (path) return isSameNamespace(path, name) ? path : [...path, name];
    return isTensorFlowName(name) ? [] : null;
  }

  private ofBinding(binding: Binding): Path | null {
    const known = this.byBinding.get(binding);
    if (known !== undefined) return known;
    this.byBinding.set(binding, null);
    const path = this.fromWrites(binding);
    this.byBinding.set(binding, path);
    return path;
  }

  private fromWrites(binding: Binding): Path | null {
    for (const { source } of binding.writes) {
      const path = this.fromSource(source);
      if (path) return path;
    }
    if (binding.writes.length > 0 && binding.writes.every(({ source }) => isOwnDefinition(source))) return null;
    if (isTensorFlowName(binding.name)) return [];
    const isGiven = binding.writes.every(({ source }) => isFromElsewhere(source));
    return isGiven && this.isUsedAsNamespace(binding.name) ? [] : null;
  }

  private fromSource(source: Source): Path | null {
    if (source.kind === 'import') {
      if (!isTensorFlowModule(source.module)) return null;
      if (source.module.includes('exports_layers'))
        return source.imported === null ? ['layers'] : ['layers', source.imported];
      return source.imported === null || source.imported === 'default' || isTensorFlowName(source.imported)
        ? []
        : [source.imported];
    }
    const path = source.kind === 'value' ? this.of(source.value) : this.ofPromise(source);
    return path && [...path, ...source.path.filter((name) => name !== 'default')];
  }

  /** The module that `import('@tensorflow/tfjs').then((tf) => ...)` hands to its callback. */
  private ofPromise(source: Source): Path | null {
    const call = source.kind === 'argument' ? this.program.parentOf(source.of) : undefined;
    const promise = call && isCall(call) && memberName(call.callee) === 'then' ? receiver(call) : undefined;
    return promise ? this.of(promise) : null;
  }

  /** Whether what comes from elsewhere has both `layers.dense` and the like, and `sequential`. */
  private isUsedAsNamespace(name: string): boolean {
    return this.program.isMemberRead(name, 'layers') && this.program.isMemberRead(name, 'sequential');
  }
}

/** `tf.default`, and the `core` that people keep tfjs in: `this.tf.core`. */
function isSameNamespace(path: Path, name: string): boolean {
  return name === 'default' || (path.length === 0 && (name === 'core' || isTensorFlowName(name)));
}

/** Whether a value is a parameter, or comes from another module of the project. */
function isFromElsewhere(source: Source): boolean {
  return source.kind === 'argument' || (source.kind === 'import' && /^(?:[.#~]|@\/|src\/)/.test(source.module));
}

/** Whether a value is made here, so that its name says nothing about TensorFlow.js. */
function isOwnDefinition(source: Source): boolean {
  if (source.kind !== 'value' || source.path.length > 0) return false;
  switch (unwrap(source.value).type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'TemplateLiteral':
      return true;
    default:
      return false;
  }
}

function isModuleText(node: Node | undefined): boolean {
  return node?.type === 'StringLiteral' && isTensorFlowModule(node.value);
}
