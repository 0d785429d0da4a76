import type { Node } from '@babel/types';
import { tfjsLayerClass } from '../../layers/catalogue.js';
import type { FileAnalysis } from './fileAnalysis.js';
import { isNothing } from './listElements.js';
import type { ModelEvent } from './modelEvents.js';
import { keyName, memberName } from './names.js';
import { type Call, isCall } from './nodeKinds.js';

/** A layer's class, and the expression that makes it. */
export interface LayerSource {
  readonly className: string;
  readonly node: Node;
  /** The call of `tf.layers` that makes it; null where something else does. */
  readonly call: Call | null;
}

/** For a layer that the source does not show: it comes from another module, or from a model that is loaded. */
const UNKNOWN_CLASS = 'Layer';

/** The layers of a model: its `layers` option first, then what is added, each expression once. */
export function modelLayers(
  analysis: FileAnalysis,
  config: Node | undefined,
  additions: readonly ModelEvent[],
): LayerSource[] {
  const lists: Lists = new Set();
  const listed = config ? optionValues(analysis, config).flatMap((list) => layersOfList(analysis, list, lists)) : [];
  const added = additions.flatMap(({ call }) => {
    const [argument] = call.arguments;
    if (!argument) return [];
    return argument.type === 'SpreadElement'
      ? layersOfList(analysis, argument.argument, lists)
      : layersOf(analysis, argument, lists);
  });
  const seen = new Set<Node>();
  return [...listed, ...added].filter(({ node }) => !seen.has(node) && seen.add(node));
}

/** The values of the `layers` option in a configuration. */
function optionValues(analysis: FileAnalysis, config: Node, seen = new Set<Node>()): Node[] {
  return analysis.origins.of(config).flatMap(({ node }) => {
    if (node.type !== 'ObjectExpression' || seen.has(node)) return [];
    seen.add(node);
    return node.properties.flatMap((property) => {
      if (property.type === 'SpreadElement') return optionValues(analysis, property.argument, seen);
      const isLayers =
        property.type === 'ObjectProperty' && keyName(property.key, property.computed === true) === 'layers';
      return isLayers ? [property.value] : [];
    });
  });
}

/** Lists that were gone through: once is enough, and one may hold itself. */
type Lists = Set<Node>;

function layersOfList(analysis: FileAnalysis, list: Node, seen: Lists): LayerSource[] {
  return analysis.origins.lists
    .elementsOf(list)
    .flatMap(({ kind, node }) =>
      kind === 'list' ? [{ className: UNKNOWN_CLASS, node, call: null }] : layersOf(analysis, node, seen),
    );
}

function layersOf(analysis: FileAnalysis, expression: Node, seen: Lists): LayerSource[] {
  return analysis.origins.of(expression).flatMap(({ node, via }) => {
    if (isNothing(node)) return [];
    if (node.type === 'ArrayExpression') {
      if (seen.has(node)) return [];
      seen.add(node);
      return layersOfList(analysis, node, seen);
    }
    const className = isCall(node) ? classNameOf(analysis, node) : UNKNOWN_CLASS;
    if (isCall(node) && (className !== UNKNOWN_CLASS || via.length === 0)) {
      return [{ className, node, call: isOfTensorFlow(analysis, node) ? node : null }];
    }
    return [{ className: UNKNOWN_CLASS, node: expression, call: null }];
  });
}

function isOfTensorFlow({ origins, paths }: FileAnalysis, call: Call): boolean {
  return paths.of(call.callee)?.[0] === 'layers' && origins.graph.classesOf(call).length === 0;
}

function classNameOf(analysis: FileAnalysis, call: Call): string {
  const [own] = analysis.origins.graph.classesOf(call);
  if (own) return own.id?.name ?? UNKNOWN_CLASS;
  const path = analysis.paths.of(call.callee);
  if (path?.[0] === 'layers' && path[1]) return tfjsLayerClass(path[1]);
  if (path?.[0] === 'sequential' || path?.[0] === 'Sequential') return 'Sequential';
  if (path?.[0] === 'model') return 'Model';
  if (call.type !== 'NewExpression') return UNKNOWN_CLASS;
  return (call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee)) ?? UNKNOWN_CLASS;
}
