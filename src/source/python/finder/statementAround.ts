import type { SourceStatement } from '../../../protocol/source.js';
import { indentBefore } from '../../indentBefore.js';
import type { PythonNode } from '../syntax/node.js';
import type { PythonTree } from '../syntax/tree.js';

const BLOCKS: ReadonlySet<string> = new Set(['Script', 'Body']);
const REPEATS: ReadonlySet<string> = new Set(['ForStatement', 'WhileStatement']);
const FUNCTIONS: ReadonlySet<string> = new Set(['FunctionDefinition', 'LambdaExpression']);

/** The statement that a call stands in; null where it runs more than once for the model, or no other can stand before it. */
export function statementAround(
  tree: PythonTree,
  call: PythonNode,
  creation: PythonNode,
  file: string,
): SourceStatement | null {
  let statement: PythonNode | null = null;
  for (let node = call, { parent } = node; parent; node = parent, { parent } = parent) {
    if (BLOCKS.has(parent.type)) statement ??= node;
    if (FUNCTIONS.has(parent.type) || parent.contains(creation)) break;
    if (REPEATS.has(parent.type)) return null;
  }
  const indent = statement && indentBefore(tree.text, statement.from);
  return statement && indent !== null ? { start: tree.spanOf(statement, file).start, indent, semicolon: false } : null;
}
