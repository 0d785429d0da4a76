import type { Node } from '@babel/types';
import type { SourceSpan } from '../../protocol/sourceSpan.js';

/** A node's stretch of its file; the parser counts columns from 0, a span from 1. */
export function sourceSpan(node: Node, file: string): SourceSpan {
  const { start, end } = node.loc ?? { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return {
    file,
    start: { line: start.line, column: start.column + 1 },
    end: { line: end.line, column: end.column + 1 },
  };
}
