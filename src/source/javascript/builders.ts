import type { Function as AnyFunction, File, Node } from '@babel/types';
import type { SourceBuilder, SourceParameter } from '../../protocol/source.js';
import { assignedName } from './assignedName.js';
import { commonJsExports, exportedNames } from './exportedNames.js';
import type { FileAnalysis } from './fileAnalysis.js';
import type { Creation } from './modelCreations.js';
import { keyName } from './names.js';
import { type Class, isClass, isFunction } from './nodeKinds.js';
import { enclosingClass } from './scopes.js';
import { endOf, startOf } from './syntax.js';

/** The innermost named function, method or class that makes a model when it is called; null for one that is made as the file loads. */
export class Builders {
  private readonly exports: ReadonlyMap<string, string>;

  constructor(
    private readonly analysis: FileAnalysis,
    tree: File,
    private readonly text: string,
  ) {
    this.exports = exportedNames(tree);
  }

  of(creation: Creation): SourceBuilder | null {
    if (isClass(creation)) return this.ofClass(creation);
    const { parentOf } = this.analysis.program;
    for (let node = parentOf(creation); node; node = parentOf(node)) {
      const builder = isFunction(node) ? this.ofFunction(node, creation) : null;
      if (builder) return builder;
    }
    return null;
  }

  private ofFunction(node: AnyFunction, creation: Creation): SourceBuilder | null {
    const { parentOf } = this.analysis.program;
    const isMethod = node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod' || node.type === 'ObjectMethod';
    const own = 'key' in node ? keyName(node.key, 'computed' in node && node.computed === true) : null;
    const isDefault = parentOf(node)?.type === 'ExportDefaultDeclaration' || isModuleExports(node, parentOf(node));
    const name =
      own ??
      ('id' in node && node.id ? node.id.name : (assignedName(node, parentOf) ?? (isDefault ? 'default' : null)));
    if (name === null) return null;
    const owner = enclosingClass(node, parentOf);
    const isField = parentOf(node)?.type === 'ClassProperty';
    if (owner && (isMethod || isField)) {
      if (name === 'constructor') return this.ofClass(owner);
      return this.builder(
        'method',
        `${owner.id?.name ?? 'default'}.${name}`,
        owner.id?.name ?? 'default',
        node,
        creation,
      );
    }
    return this.builder('function', name, name, node, creation);
  }

  private ofClass(node: Class): SourceBuilder {
    const name = node.id?.name ?? assignedName(node, this.analysis.program.parentOf) ?? 'default';
    const maker = node.body.body.find((member) => member.type === 'ClassMethod' && member.kind === 'constructor');
    const parameters = maker && isFunction(maker) ? this.parametersOf(maker) : [];
    return { kind: 'class', name, exportedAs: this.exports.get(name) ?? null, parameters, returnsModel: false };
  }

  private builder(
    kind: 'function' | 'method',
    name: string,
    exported: string,
    node: AnyFunction,
    creation: Creation,
  ): SourceBuilder {
    const returned = this.analysis.program.returnsOf(node);
    const returnsModel = returned.some((value) =>
      this.analysis.modelsOf(value).some((model) => model.creation === creation),
    );
    return {
      kind,
      name,
      exportedAs: this.exports.get(exported) ?? null,
      parameters: this.parametersOf(node),
      returnsModel,
    };
  }

  private parametersOf(node: AnyFunction): SourceParameter[] {
    return node.params.map((parameter) => {
      const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
      const target = inner.type === 'AssignmentPattern' ? inner.left : inner;
      return {
        name: target.type === 'Identifier' ? target.name : this.textOf(target),
        defaultValue: inner.type === 'AssignmentPattern' ? this.textOf(inner.right) : null,
      };
    });
  }

  private textOf(node: Node): string {
    return this.text.slice(startOf(node), endOf(node));
  }
}

function isModuleExports(value: Node, parent: Node | undefined): boolean {
  if (parent?.type !== 'AssignmentExpression' || parent.right !== value) return false;
  return commonJsExports(parent.left, value).some(([, exported]) => exported === 'default');
}
