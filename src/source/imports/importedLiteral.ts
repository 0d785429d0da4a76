import { readFileSync } from 'node:fs';
import type { Node } from '@babel/types';
import type { Source } from '../javascript/bindings.js';
import { keyName, memberName } from '../javascript/names.js';
import { isCall, unwrap } from '../javascript/nodeKinds.js';
import { parseJavaScript } from '../javascript/parse.js';
import { Program } from '../javascript/program.js';
import { endOf, startOf } from '../javascript/syntax.js';
import { isLiteral } from '../slice/literals.js';
import { ProjectImports } from './projectImports.js';
import { resolveImport } from './resolveImport.js';

/**
 * The text of a literal that another file of the project exports: `export const WIDTH = 28`, a property of an object, JSON.
 * @param path what is read of the module: `['WIDTH']`, `['default', 'width']`
 * @returns null where the module is no file of the project, or the value no literal
 */
function importedLiteral(module: string, path: readonly string[], importer: string): string | null {
  const file = resolveImport(module, importer, new ProjectImports());
  if (file === null) return null;
  try {
    const text = readFileSync(file, 'utf8');
    return file.endsWith('.json') ? jsonValue(text, path) : literalOf(text, file, path);
  } catch {
    return null;
  }
}

function jsonValue(text: string, path: readonly string[]): string | null {
  const names = path[0] === 'default' ? path.slice(1) : path;
  const value = names.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | undefined)?.[name],
    JSON.parse(text),
  );
  return value === undefined ? null : JSON.stringify(value);
}

function literalOf(text: string, file: string, [name = '', ...rest]: readonly string[]): string | null {
  const tree = parseJavaScript(text, file);
  if (!tree) return null;
  const program = new Program(tree);
  const value = property(exported(name, tree.program.body, program), rest);
  return value && isLiteral(value) ? text.slice(startOf(value), endOf(value)) : null;
}

function exported(name: string, body: readonly Node[], program: Program): Node | null {
  if (name === 'default') {
    const statement = body.find((each) => each.type === 'ExportDefaultDeclaration');
    const value = statement?.type === 'ExportDefaultDeclaration' ? unwrap(statement.declaration) : null;
    return value?.type === 'Identifier' ? exported(value.name, body, program) : value;
  }
  const [first] = body;
  const writes = first ? (program.scopes.lookUp(name, first, program.parentOf)?.writes ?? []) : [];
  const [own] = writes.length > 0 ? writes : (program.propertyWrites.get(name) ?? []);
  if (own?.source.kind === 'value' && own.source.path.length === 0) return unwrap(own.source.value);
  const [whole] = program.propertyWrites.get('exports') ?? [];
  return whole?.source.kind === 'value' ? property(unwrap(whole.source.value), [name]) : null;
}

function property(object: Node | null, [name, ...rest]: readonly string[]): Node | null {
  if (name === undefined) return object;
  if (object?.type !== 'ObjectExpression') return null;
  for (const each of object.properties) {
    if (each.type !== 'ObjectProperty' || keyName(each.key, each.computed === true) !== name) continue;
    return property(unwrap(each.value), rest);
  }
  return null;
}

/** The literal that an imported name, or a property of an imported object, stands for; null where no other file says it. */
export function importedValue(place: Node, program: Program, file: string): string | null {
  const names: string[] = [];
  let node = unwrap(place);
  while (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    names.unshift(memberName(node) ?? '');
    node = unwrap(node.object);
  }
  const binding = node.type === 'Identifier' ? program.scopes.lookUp(node.name, node, program.parentOf) : undefined;
  const from = binding?.writes[0] && moduleOf(binding.writes[0].source);
  return from ? importedLiteral(from.module, [...from.path, ...names], file) : null;
}

function moduleOf(source: Source): { module: string; path: readonly string[] } | null {
  if (source.kind === 'import') {
    return { module: source.module, path: source.imported === null ? [] : [source.imported] };
  }
  const call = source.kind === 'value' ? unwrap(source.value) : null;
  if (source.kind !== 'value' || !call || !isCall(call) || call.callee.type !== 'Identifier') return null;
  const [argument] = call.arguments;
  const isRequire = call.callee.name === 'require' && argument?.type === 'StringLiteral';
  return isRequire ? { module: argument.value, path: source.path } : null;
}
