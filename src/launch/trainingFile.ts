import type { Node } from '@babel/types';
import type { SourceModel } from '../protocol/source.js';
import { FileAnalysis } from '../source/javascript/fileAnalysis.js';
import { isFunction } from '../source/javascript/nodeKinds.js';
import { parseJavaScript } from '../source/javascript/parse.js';
import { endOf, startOf, walk } from '../source/javascript/syntax.js';

/** What only a page has. */
const PAGE_NAMES = /^(document|window|navigator|localStorage|sessionStorage|alert|tfvis|React|ReactDOM)$/;

/** How many functions may call one another on the way to a training call. */
const MAX_HOPS = 12;

/** Whether Node, running the file, comes to the call that trains the model, and meets nothing on its way that only a page has. */
export function trainingFile(text: string, model: SourceModel): boolean {
  const tree = model.fitLine === null ? null : parseJavaScript(text, model.file);
  if (!tree) return false;
  const analysis = new FileAnalysis(tree);
  const { parentOf } = analysis.program;
  const around = (node: Node): Node | null => {
    for (let parent = parentOf(node); parent; parent = parentOf(parent)) if (isFunction(parent)) return parent;
    return null;
  };
  const runsAtLoad = new Map<Node, boolean>();
  const runs = (node: Node, hops: number): boolean => {
    const owner = around(node);
    if (!owner || !isFunction(owner)) return true;
    const known = runsAtLoad.get(owner);
    if (known !== undefined) return known;
    runsAtLoad.set(owner, false);
    const callers = hops > 0 ? analysis.origins.graph.callersOf(owner) : [];
    const called = parentOf(owner);
    // A function that is called where it stands, or handed to a call (`then`, `forEach`, `test`), runs when that does.
    const inPlace = called && /^(Call|OptionalCall)Expression$/.test(called.type) ? runs(called, hops - 1) : false;
    const result = inPlace || callers.some((call) => runs(call, hops - 1));
    runsAtLoad.set(owner, result);
    return result;
  };
  let trains = false;
  let needsPage = false;
  walk(tree, (node) => {
    const isFit = node.type === 'CallExpression' && node.loc?.start.line === model.fitLine;
    if (isFit && runs(node, MAX_HOPS)) trains = true;
    if (node.type !== 'Identifier' || !PAGE_NAMES.test(node.name)) return;
    const parent = parentOf(node);
    const isName = parent && 'object' in parent ? parent.object === node : parent?.type === 'CallExpression';
    const isOwn = analysis.program.scopes.lookUp(node.name, node, parentOf);
    if (isName && !isOwn && startOf(node) < endOf(node) && runs(node, MAX_HOPS)) needsPage = true;
  });
  return trains && !needsPage;
}
