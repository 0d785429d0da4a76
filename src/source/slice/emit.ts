import type { IfStatement, Node } from '@babel/types';
import { keyName } from '../javascript/names.js';
import { isFunction, isLoop } from '../javascript/nodeKinds.js';
import { endOf, startOf } from '../javascript/syntax.js';
import type { Level } from './flattenedLevels.js';
import { replaced } from './replacements.js';
import type { Slicer } from './slicer.js';
import { SliceText } from './sliceText.js';
import { typeStretches } from './typeStretches.js';

/** Writes what a slicer has kept, in the order in which it runs, each piece with its line and columns. */
export class SliceEmitter {
  readonly out = new SliceText();

  constructor(
    private readonly slicer: Slicer,
    private readonly text: string,
  ) {}

  /** @param last code to run at the end of the creation's own level */
  emit(creation: Node, last: string | null): SliceText {
    for (const [name, path] of this.slicer.provided) {
      if (name !== 'tf' || path.length > 0) this.out.made(`const ${name} = ${['tf', ...path].join('.')};`);
    }
    for (const name of this.slicer.implicit) this.out.made(`let ${name};`);
    for (const member of this.slicer.ownMembers) this.ownMember(member);
    this.level(this.slicer.levels.root, this.slicer.levels.around(creation), last);
    return this.out;
  }

  private level({ node, children }: Level, home: Node, last: string | null): void {
    for (const statement of bodyOf(node)) this.statement(statement);
    if (node === home && last !== null) this.out.made(last);
    for (const child of children) {
      this.out.made('{');
      this.level(child, home, last);
      this.out.made('}');
    }
  }

  private statement(node: Node): void {
    if (!this.slicer.keepsInside(node)) return;
    if (this.slicer.kept.has(node)) {
      this.leaf(node);
      return;
    }
    switch (node.type) {
      case 'VariableDeclaration':
        for (const each of node.declarations) {
          if (this.slicer.kept.has(each)) this.wrapped(`${node.kind === 'using' ? 'const' : node.kind}`, each, ';');
          else this.keptInside(each);
        }
        return;
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        if (node.declaration) this.statement(node.declaration);
        return;
      case 'BlockStatement':
        this.block('{', node);
        return;
      case 'LabeledStatement':
        this.statement(node.body);
        return;
      case 'IfStatement':
        this.branch(node);
        return;
      case 'TryStatement':
        this.block('{', this.slicer.keepsInside(node.block) || !node.handler ? node.block : node.handler.body);
        return;
      default:
        if (isLoop(node)) this.loop(node, node.body);
        else this.keptInside(node);
    }
  }

  private leaf(node: Node): void {
    if (node.type === 'ReturnStatement') {
      if (node.argument) this.wrapped('(', node.argument, ');');
    } else if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node;
      if (!declaration) return;
      if (declaration.type === 'VariableDeclaration') this.statement({ ...declaration });
      else if (/Declaration$/.test(declaration.type)) this.piece(declaration);
      else this.wrapped('(', declaration, ');');
    } else if (/(Statement|Declaration)$/.test(node.type)) {
      this.piece(node);
    } else {
      this.wrapped('(', node, ');');
    }
  }

  /** Parts of a statement that are kept without it. */
  private keptInside(node: Node): void {
    for (const unit of this.slicer.keptIn(node)) this.wrapped('(', unit, ');');
  }

  private branch(node: IfStatement): void {
    const { consequent, alternate } = node;
    const arm = this.slicer.branches.armOfModel(node);
    if (arm) {
      this.block('{', arm);
      return;
    }
    if (this.slicer.branches.isOpen(node)) {
      for (const arm of [consequent, alternate]) if (arm) this.block('{', arm);
      return;
    }
    this.header(node, consequent);
    if (this.slicer.keepsInside(consequent)) this.block('{', consequent);
    else this.out.made('{}');
    if (alternate && this.slicer.keepsInside(alternate)) this.block('else {', alternate);
  }

  private loop(node: Node, body: Node): void {
    if (node.type === 'DoWhileStatement' || node.type === 'WhileStatement') {
      // How often it would run is not known here; once makes every layer that it has.
      this.block('{', body);
      return;
    }
    this.header(node, body);
    this.block('{', body);
  }

  private block(opening: string, node: Node): void {
    if (!this.slicer.keepsInside(node)) return;
    this.out.made(opening);
    if (node.type === 'BlockStatement') for (const statement of node.body) this.statement(statement);
    else this.statement(node);
    this.out.made('}');
  }

  private header(node: Node, body: Node): void {
    this.stretch(node, startOf(node), startOf(body));
  }

  private ownMember(node: Node): void {
    const name = 'key' in node ? keyName(node.key as Node, 'computed' in node && node.computed === true) : null;
    if (name === null) return;
    if (node.type === 'ClassProperty' && node.value)
      this.wrapped(`this[${JSON.stringify(name)}] = (`, node.value, ');');
    else if (isFunction(node) && 'key' in node) this.ownMethod(node, JSON.stringify(name));
  }

  private ownMethod(
    node: Extract<Node, { type: 'ClassMethod' | 'ObjectMethod' | 'ClassPrivateMethod' }>,
    name: string,
  ): void {
    const from = this.text.indexOf('(', endOf(node.typeParameters ?? node.key));
    const head = `${node.async ? 'async ' : ''}function${node.generator ? '*' : ''}`;
    const isGetter = node.kind === 'get';
    this.out.made(isGetter ? `Object.defineProperty(this, ${name}, { get: ${head}` : `this[${name}] = ${head}`);
    this.stretch(node, from, endOf(node));
    this.out.made(isGetter ? '});' : ';');
  }

  private wrapped(before: string, node: Node, after: string): void {
    this.out.made(before);
    this.piece(node);
    this.out.made(after);
  }

  private piece(node: Node): void {
    this.stretch(node, startOf(node), endOf(node));
  }

  private stretch(node: Node, start: number, end: number): void {
    const code = replaced(this.text, start, end, [
      ...typeStretches(node, this.text),
      ...this.slicer.places.replacements,
    ]);
    const before = this.text.slice(0, start);
    const line = before.split('\n').length;
    const column = start - (before.lastIndexOf('\n') + 1);
    this.out.piece(code.replace(/\s+$/, ''), line, column);
  }
}

function bodyOf(node: Node): readonly Node[] {
  if (node.type === 'File') return node.program.body;
  if (!isFunction(node)) return [];
  return node.body.type === 'BlockStatement' ? node.body.body : [node.body];
}
