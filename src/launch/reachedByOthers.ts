import type { Function as AnyFunction, Node } from '@babel/types';
import type { SourceModel } from '../protocol/source.js';
import { lastAnalysed } from '../source/javascript/analysedFile.js';
import { assignedName } from '../source/javascript/assignedName.js';
import { commonJsExports, exportedNames } from '../source/javascript/exportedNames.js';
import type { FileAnalysis } from '../source/javascript/fileAnalysis.js';
import { isCall, isFunction } from '../source/javascript/nodeKinds.js';
import { enclosingClass } from '../source/javascript/scopes.js';
import { sourceSpan } from '../source/javascript/sourceSpan.js';
import type { ParentOf } from '../source/javascript/syntax.js';

/** Whether a file that imports the model's can come to where the model is made: by an export, or by what an export calls. */
export function reachedByOthers(text: string, model: SourceModel): boolean {
  if (model.builder === null || model.builder.exportedAs !== null) return true;
  const analysed = lastAnalysed(text, model.file);
  const { line, column } = model.span.start;
  const creation = analysed?.analysis.creations.find((each) => {
    const { start } = sourceSpan(each, model.file);
    return start.line === line && start.column === column;
  });
  return !!analysed && !!creation && isReached(creation, analysed.analysis, exportedNames(analysed.tree), new Set());
}

function isReached(
  node: Node,
  analysis: FileAnalysis,
  exported: ReadonlyMap<string, string>,
  seen: Set<AnyFunction>,
): boolean {
  const { parentOf } = analysis.program;
  let waitsForCall = false;
  for (let at: Node | undefined = node; at; at = parentOf(at)) {
    if (at.type === 'ExportNamedDeclaration' || at.type === 'ExportDefaultDeclaration') return true;
    if (at.type === 'AssignmentExpression' && commonJsExports(at.left, at.right).length > 0) return true;
    if (!isFunction(at)) continue;
    if (seen.has(at)) return false;
    seen.add(at);
    const name = nameOf(at, parentOf);
    if (name !== null && exported.has(name)) return true;
    if (analysis.origins.graph.callersOf(at).some((call) => isReached(call, analysis, exported, seen))) return true;
    const parent = parentOf(at);
    waitsForCall ||= !parent || !isCall(parent);
  }
  return !waitsForCall;
}

/** The name by which a file exports a function, or the class that it is of. */
function nameOf(node: AnyFunction, parentOf: ParentOf): string | null {
  const owner = enclosingClass(node, parentOf);
  if (owner) return owner.id?.name ?? null;
  return 'id' in node && node.id ? node.id.name : assignedName(node, parentOf);
}
