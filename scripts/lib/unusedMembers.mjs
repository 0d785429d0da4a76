// Members of the product's classes that the product itself never names: knip looks at exports alone.
import { globSync, readFileSync } from 'node:fs';
import { parse } from '@babel/parser';
import { traverseFast } from '@babel/types';
import { at } from './root.mjs';

const PRODUCT = ['src/**/*.{ts,tsx,mjs}', 'webview/**/*.{ts,tsx}'];

/**
 * Members that are declared and not used anywhere in the product, as `file:line name`. Names are compared, not types: what is found is certain, and
 * a member whose name another one has too is passed over. What the editor's interfaces ask for (`implements vscode.…`) is called by the editor.
 * @param {readonly { file: string, text: string }[]} sources
 */
export function unusedMembers(sources) {
  /** @type {{ place: string, name: string }[]} */
  const declared = [];
  const used = new Set();
  for (const { file, text } of sources) {
    /** @type {('typescript' | 'jsx')[]} */
    const plugins = file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'];
    traverseFast(parse(text, { sourceType: 'module', plugins }), (node) => {
      if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
        for (const { name, line } of membersOf(node, text)) declared.push({ place: `${file}:${line}`, name });
      }
      for (const name of namesIn(node)) used.add(name);
    });
  }
  return declared.filter(({ name }) => !used.has(name)).map(({ place, name }) => `${place} ${name}`);
}

/** The product's own. */
export function unusedInProduct() {
  const files = globSync(PRODUCT, { cwd: at() });
  return unusedMembers(files.map((file) => ({ file, text: readFileSync(at(file), 'utf8') })));
}

/**
 * @param {import('@babel/types').Class} node
 * @param {string} text
 */
function membersOf(node, text) {
  const asked = (node.implements ?? []).map(({ start, end }) => text.slice(start ?? 0, end ?? 0));
  if (asked.some((name) => name.startsWith('vscode.'))) return [];
  return node.body.body.flatMap((member) => {
    if (!('key' in member) || !('computed' in member) || member.computed || member.key.type !== 'Identifier') return [];
    return member.key.name === 'constructor' ? [] : [{ name: member.key.name, line: member.loc?.start.line ?? 0 }];
  });
}

/**
 * What a node reads or gives by name: of an object, or out of one.
 * @param {import('@babel/types').Node} node
 * @returns {string[]}
 */
function namesIn(node) {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return !node.computed && node.property.type === 'Identifier' ? [node.property.name] : [];
    case 'ObjectProperty':
      return !node.computed && node.key.type === 'Identifier' ? [node.key.name] : [];
    case 'StringLiteral':
      return [node.value];
    case 'JSXAttribute':
      return node.name.type === 'JSXIdentifier' ? [node.name.name] : [];
    default:
      return [];
  }
}
