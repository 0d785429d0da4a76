import type { Node } from '@babel/types';
import type { SourceSpan } from '../protocol/sourceSpan.js';
import { assignedName } from './javascript/assignedName.js';
import { type Call, type Class, isCall, isClass } from './javascript/nodeKinds.js';
import { parseJavaScript } from './javascript/parse.js';
import { enclosingClass } from './javascript/scopes.js';
import { sourceSpan } from './javascript/sourceSpan.js';
import { endOf, type ParentOf, startOf, walk } from './javascript/syntax.js';

export interface CallSite {
  /** A class where the call is its `super(...)` or its implicit constructor, else the call or `new` expression itself. */
  readonly kind: 'call' | 'class';
  /** First character of that expression or class, from 1. */
  readonly line: number;
  readonly column: number;
  /** Variable, property or field that takes its value; a class's own name. */
  readonly assignedName: string | null;
  readonly span: SourceSpan;
}

export interface CallSites {
  /**
   * The innermost call that V8 reports at a position (from 1) in a stack trace: that of the callee's last name (`dense` in
   * `tf.layers.dense(...)`), of `new`, of the opening parenthesis after a computed callee, or of `class` for an implicit
   * constructor. Null where the source has no call there.
   */
  at(line: number, column: number): CallSite | null;
}

interface Candidate {
  readonly from: number;
  /** Exclusive: where the arguments begin. */
  readonly to: number;
  readonly site: () => CallSite;
}

/** Maps V8's stack positions in a file to the calls that they are in. A file that cannot be parsed has none. */
export function parseCallSites(text: string, file: string): CallSites {
  const tree = parseJavaScript(text, file);
  const candidates = tree ? findCandidates(tree, file) : [];
  const lineStarts = [
    0,
    ...Array.from(text.matchAll(/\r\n?|[\n\u2028\u2029]/g), (match) => match.index + match[0].length),
  ];
  return {
    at(line, column) {
      const lineStart = lineStarts[line - 1];
      if (lineStart === undefined) return null;
      const offset = lineStart + column - 1;
      let innermost: Candidate | null = null;
      for (const candidate of candidates) {
        const contains = candidate.from <= offset && offset < candidate.to;
        if (contains && (!innermost || candidate.to - candidate.from < innermost.to - innermost.from))
          innermost = candidate;
      }
      return innermost ? innermost.site() : null;
    },
  };
}

function findCandidates(tree: Node, file: string): Candidate[] {
  const candidates: Candidate[] = [];
  walk(tree, (node, parentOf) => {
    if (isCall(node)) {
      const owner = node.callee.type === 'Super' ? enclosingClass(node, parentOf) : undefined;
      const to = node.arguments[0] ? startOf(node.arguments[0]) : endOf(node);
      const site = () => (owner ? classSite(owner, file) : callSite(node, parentOf, file));
      candidates.push({ from: startOf(node), to, site });
    } else if (isClass(node) && node.superClass) {
      candidates.push({ from: startOf(node), to: startOf(node) + 1, site: () => classSite(node, file) });
    }
  });
  return candidates;
}

function callSite(call: Call, parentOf: ParentOf, file: string): CallSite {
  const span = sourceSpan(call, file);
  return { kind: 'call', ...span.start, assignedName: assignedName(call, parentOf), span };
}

function classSite(owner: Class, file: string): CallSite {
  const span = sourceSpan(owner, file);
  return { kind: 'class', ...span.start, assignedName: owner.id?.name ?? null, span };
}
