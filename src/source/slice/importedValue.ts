import type { Node } from '@babel/types';
import { importedLiteral } from '../imports/importedLiteral.js';
import type { Source } from '../javascript/bindings.js';
import { memberName } from '../javascript/names.js';
import { isCall, unwrap } from '../javascript/nodeKinds.js';
import type { Program } from '../javascript/program.js';

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
