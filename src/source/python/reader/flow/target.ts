import type { SourceModel } from '../../../../protocol/source.js';
import { type PythonNode, walk } from '../../syntax/node.js';
import type { Position } from '../../syntax/text.js';

/** The call or class that makes a model, by the line and column that the finder gives. */
export function findTarget(
  root: PythonNode,
  model: SourceModel,
  place: (node: PythonNode) => Position,
): PythonNode | null {
  const { line, column } = model.span.start;
  let best: PythonNode | null = null;
  let bestScore = 0;
  for (const node of walk(root)) {
    const score = scoreOf(node, place(node), model.line, line === model.line ? column : null);
    if (score > bestScore) [best, bestScore] = [node, score];
  }
  return best;
}

function scoreOf(node: PythonNode, at: Position, line: number, column: number | null): number {
  if (at.line !== line || (node.type !== 'CallExpression' && node.type !== 'ClassDefinition')) return 0;
  const isNamed = /Sequential$/.test(node.children[0]?.text ?? '');
  return 1 + (at.column === column ? 2 : 0) + (isNamed ? 2 : 0) + (node.type === 'ClassDefinition' ? 1 : 0);
}

/** Functions and classes around a node, outermost first. */
export function definitionsAround(node: PythonNode): PythonNode[] {
  const around: PythonNode[] = [];
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'FunctionDefinition' || at.type === 'ClassDefinition') around.unshift(at);
  }
  return around;
}
