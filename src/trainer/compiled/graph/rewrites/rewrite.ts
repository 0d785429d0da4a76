import type { GraphBuilder, Ref } from '../../tensorflow/graphBuilder.js';
import type { Source, TracedOp } from '../../trace/trace.js';
import type { TracePatterns } from './tracePatterns.js';

/** What a graph has in an operation's place: another operation, one of its inputs, or several nodes. */
export type Rewrite =
  | {
      readonly kind: 'op';
      readonly name: string;
      readonly inputs: readonly Source[];
      readonly attributes: TracedOp['attributes'];
    }
  | { readonly kind: 'input'; readonly source: Source }
  | { readonly kind: 'nodes'; readonly write: (ref: (source: Source) => Ref) => Ref };

/** @returns null where the rule does not apply */
export type Rule = (op: TracedOp, patterns: TracePatterns, graph: GraphBuilder) => Rewrite | null;

/** The first of some rules that applies. */
export function either(...rules: readonly Rule[]): Rule {
  return (op, patterns, graph) => {
    for (const rule of rules) {
      const rewrite = rule(op, patterns, graph);
      if (rewrite) return rewrite;
    }
    return null;
  };
}

export function isFloat(op: TracedOp, { binding }: GraphBuilder): boolean {
  return op.attributes.some(({ name, value }) => name === 'T' && value === binding.TF_FLOAT);
}
