import type { Class, Identifier, Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { keyName, memberName } from '../javascript/names.js';
import { isCall } from '../javascript/nodeKinds.js';
import type { OpenValues } from './openValues.js';
import { readsOfVariable } from './readsOf.js';

/** Names that a parameter's own methods have: what is read by them says nothing of its parts. */
const OF_LISTS = /^(length|\d+)$/;

/**
 * Text of the arguments that an instance of a class is made with, where nothing in the file makes one that the slice could use. A parameter with
 * a default keeps it; of every other one, what the constructor reads of it is an open value.
 */
export function constructorArguments(owner: Class, analysis: FileAnalysis, values: OpenValues): string {
  const open = new OpenParameters(analysis, values, owner);
  return owner.body.body
    .flatMap((member): Node[] => (member.type === 'ClassMethod' && member.kind === 'constructor' ? member.params : []))
    .filter(({ type }) => type !== 'RestElement')
    .map((parameter) => open.text(parameter))
    .join(', ');
}

class OpenParameters {
  constructor(
    private readonly analysis: FileAnalysis,
    private readonly values: OpenValues,
    private readonly owner: Class,
  ) {}

  text(pattern: Node): string {
    switch (pattern.type) {
      case 'TSParameterProperty':
        return this.text(pattern.parameter);
      case 'Identifier':
        return this.ofName(pattern);
      case 'ObjectPattern':
        return this.ofObject(pattern);
      case 'ArrayPattern':
        return `[${pattern.elements.map((element) => (element ? this.text(element) : 'undefined')).join(', ')}]`;
      default:
        return 'undefined';
    }
  }

  /** One value, or, where only its properties are read, an object of them. */
  private ofName(name: Identifier): string {
    const reads = readsOfVariable(name, this.analysis);
    const parts = reads.map((read) => this.partsRead(read));
    if (parts.length === 0 || parts.some((part) => part === null)) return this.ask(name, reads[0] ?? name);
    const properties = new Map(parts.flatMap((part) => part ?? []).map(({ key, text }) => [key, text]));
    return `{ ${[...properties].map(([key, text]) => `${key}: ${text()}`).join(', ')} }`;
  }

  /** `shape.rows`, `const { rows } = shape`; null where the value is used as a whole. */
  private partsRead(read: Node): readonly { key: string; text: () => string }[] | null {
    const { parentOf } = this.analysis.program;
    const parent = parentOf(read);
    if (parent?.type === 'VariableDeclarator' && parent.init === read && parent.id.type === 'ObjectPattern') {
      return this.parts(parent.id);
    }
    if (parent?.type !== 'MemberExpression' || parent.object !== read) return null;
    const key = memberName(parent);
    const call = parentOf(parent);
    const isMethod = call && isCall(call) && call.callee === parent;
    if (key === null || isMethod || OF_LISTS.test(key)) return null;
    return [{ key: JSON.stringify(key), text: () => this.values.ask(`${this.owner.start} ${key}`, parent, null) }];
  }

  private ofObject(pattern: Extract<Node, { type: 'ObjectPattern' }>): string {
    return `{ ${this.parts(pattern)
      .map(({ key, text }) => `${key}: ${text()}`)
      .join(', ')} }`;
  }

  private parts(pattern: Extract<Node, { type: 'ObjectPattern' }>): readonly { key: string; text: () => string }[] {
    return pattern.properties.flatMap((property) => {
      const key = property.type === 'ObjectProperty' ? keyName(property.key, property.computed === true) : null;
      if (property.type !== 'ObjectProperty' || key === null || property.value.type === 'AssignmentPattern') return [];
      return [{ key: JSON.stringify(key), text: () => this.text(property.value) }];
    });
  }

  private ask(name: Identifier, place: Node): string {
    const { scopes, parentOf } = this.analysis.program;
    const isFree = scopes.lookUp(name.name, this.owner, parentOf) === undefined;
    return this.values.ask(name, place, isFree ? name.name : null);
  }
}
