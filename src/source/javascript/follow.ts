import type { Node } from '@babel/types';
import type { FileAnalysis } from './fileAnalysis.js';
import { isCall, unwrap } from './nodeKinds.js';
import { contains } from './syntax.js';

/** A function of the file as one call runs it. */
interface Frame {
  readonly function: Node;
  readonly given: readonly Node[];
  readonly outer: Frame | null;
}

/** An expression, and what the parameters in it stand for. */
export interface Framed {
  readonly node: Node;
  readonly frame: Frame | null;
}

/** Names that stand for names, and functions that call functions. */
const MAX_STEPS = 12;

/**
 * The expression that a name, or a call of one of the file's own functions, certainly stands for: one value alone, whichever way is taken. Others are
 * themselves. What a caller hands in is known only on the way down from that call: others may call too.
 */
export function follow(analysis: FileAnalysis, expression: Framed, steps = MAX_STEPS): Framed {
  const node = unwrap(expression.node);
  const here = { node, frame: expression.frame };
  if (steps === 0) return here;
  const next = node.type === 'Identifier' ? argumentOf(analysis, node, here.frame) : null;
  const found = next ?? (isCall(node) ? returnedBy(analysis, here) : assigned(analysis, here));
  return found ? follow(analysis, found, steps - 1) : here;
}

/** What the call that is followed hands to a parameter; null for any other name. */
export function argumentOf(analysis: FileAnalysis, node: Node, frame: Frame | null): Framed | null {
  if (!frame || node.type !== 'Identifier') return null;
  const { scopes, parentOf } = analysis.program;
  const [write, ...others] = scopes.lookUp(node.name, node, parentOf)?.writes ?? [];
  const source = write?.source;
  if (source?.kind !== 'argument' || others.length > 0 || source.path.length > 0) return null;
  for (let each: Frame | null = frame; each; each = each.outer) {
    const given = each.function === source.of ? each.given[source.index] : undefined;
    if (given) return { node: given, frame: each.outer };
  }
  return null;
}

function assigned({ origins, program }: FileAnalysis, { node, frame }: Framed): Framed | null {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return null;
  const [origin, ...others] = origins.of(node);
  if (!origin || origin.node === node || others.length > 0 || origin.via.length > 0 || origin.returned > 0) return null;
  if (program.parentOf(origin.node)?.type === 'AssignmentPattern') return null;
  return { node: origin.node, frame: frame && contains(frame.function, origin.node) ? frame : null };
}

/** What a plain function with one `return` gives back. */
function returnedBy({ origins, paths, program }: FileAnalysis, { node, frame }: Framed): Framed | null {
  if (!isCall(node) || node.type === 'NewExpression' || paths.of(node.callee)) return null;
  const [called, ...others] = origins.graph.functionsOf(node);
  if (!called || others.length > 0 || called.async || called.generator) return null;
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  const [value, ...rest] = program.returnsOf(called);
  return value && rest.length === 0
    ? { node: value, frame: { function: called, given: node.arguments, outer: frame } }
    : null;
}
