import type { Node } from '@babel/types';
import type { SourceStatement } from '../../protocol/source.js';
import { indentBefore } from '../indentBefore.js';
import type { FileAnalysis } from './fileAnalysis.js';
import { isFunction } from './nodeKinds.js';
import { isRepeated } from './repetition.js';
import { sourceSpan } from './sourceSpan.js';
import { endOf, type ParentOf, startOf } from './syntax.js';

/** The statement that a call stands in; null where it runs more than once for the model, or no other can stand before it. */
export function statementAround(
  call: Node,
  creation: Node,
  analysis: FileAnalysis,
  { text, file }: { text: string; file: string },
): SourceStatement | null {
  const statement = inBlock(call, analysis.program.parentOf);
  const indent = statement && indentBefore(text, startOf(statement));
  if (!statement || indent === null || isRepeated(call, creation, analysis)) return null;
  return { start: sourceSpan(statement, file).start, indent, semicolon: text[endOf(statement) - 1] === ';' };
}

function inBlock(call: Node, parentOf: ParentOf): Node | null {
  for (let node = call, parent = parentOf(node); parent; node = parent, parent = parentOf(parent)) {
    if (parent.type === 'Program' || parent.type === 'BlockStatement') return node;
    // A function that is one expression.
    if (isFunction(parent)) return null;
  }
  return null;
}
