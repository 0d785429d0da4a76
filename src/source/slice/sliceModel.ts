import type { Node } from '@babel/types';
import type { SourceModel } from '../../protocol/source.js';
import { lastAnalysed } from '../javascript/analysedFile.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import type { Creation } from '../javascript/modelCreations.js';
import { type ModelEvent, modelEvents } from '../javascript/modelEvents.js';
import { isClass, isFunction } from '../javascript/nodeKinds.js';
import { enclosingClass } from '../javascript/scopes.js';
import { sourceSpan } from '../javascript/sourceSpan.js';
import { contains } from '../javascript/syntax.js';
import { constructorArguments } from './constructorArguments.js';
import { SliceEmitter } from './emit.js';
import { Levels } from './flattenedLevels.js';
import type { OpenValue } from './openValues.js';
import { PartModels } from './partModels.js';
import { Resolvability } from './resolvability.js';
import { seedExpression } from './seedExpression.js';
import { Slicer } from './slicer.js';

/** The statements that a model depends on. */
export interface Slice {
  /** JavaScript for the body of an async function that takes `tf`, `gradlensModel` and the open values. */
  readonly code: string;
  /** For each row of the code the file's line, from 1; 0 for rows that were made. */
  readonly lines: readonly number[];
  readonly open: readonly OpenValue[];
  readonly compiles: boolean;
  readonly analysis: FileAnalysis;
  readonly creation: Creation;
}

/** Null where the text no longer has the model. */
export function sliceModel(text: string, model: SourceModel): Slice | null {
  const analysed = lastAnalysed(text, model.file);
  if (!analysed) return null;
  const { tree, analysis } = analysed;
  const { start } = model.span;
  const creation = analysis.creations.find((each) => {
    const place = sourceSpan(each, model.file).start;
    return place.line === start.line && place.column === start.column;
  });
  if (!creation) return null;
  const outside = (event: ModelEvent) => !isClass(creation) || !contains(creation, event.call);
  const eventsOf = (methods: readonly string[]) => (modelEvents(analysis, methods).get(creation) ?? []).filter(outside);
  const additions = eventsOf(['add', 'pop']);
  const [compilation] = eventsOf(['compile']);

  const levels = new Levels(analysis, tree);
  levels.flattenAround(creation);
  const placed = additions.map((event) => place(event, levels, analysis));
  const compiled = compilation && placeAlone(compilation, levels);
  // The constructor of a class around the model runs as it stands too, where its fields are needed.
  const isOwnConstructor = (node: Node) =>
    node.type === 'ClassMethod' &&
    node.kind === 'constructor' &&
    enclosingClass(node, analysis.program.parentOf) === enclosingClass(creation, analysis.program.parentOf);
  const flattened = { has: (node: Node) => levels.has(node) || isOwnConstructor(node) };
  const resolvability = new Resolvability(analysis, flattened);
  const seeds = [creation, ...additions.map(({ call }) => call), ...(compilation ? [compilation.call] : [])];
  const slicer = new Slicer(
    analysis,
    tree,
    text,
    levels,
    resolvability,
    seeds,
    new PartModels(analysis, levels, creation),
  );

  const alone = isClass(creation) ? null : seedExpression(creation, analysis.program.parentOf);
  if (alone) slicer.keep(alone);
  else slicer.keepAround(creation);
  for (const { event, nodes, segment } of placed) {
    if (nodes.length === 0) slicer.keepModelCall(event.call, segment);
    else for (const node of nodes) slicer.keepAround(node);
  }
  if (compilation) slicer.keepModelCall(compilation.call, compiled === 'segment');
  for (const { test } of slicer.branches.undecided()) slicer.places.ask(test, test, null);

  const last = isClass(creation)
    ? `new ${creation.id?.name ?? 'undefined'}(${constructorArguments(creation, analysis, slicer.places.values)});`
    : null;
  const { code, lines } = new SliceEmitter(slicer, text).emit(creation, last);
  return { code, lines, open: slicer.places.values.all, compiles: !!compilation, analysis, creation };
}

interface Placed {
  readonly event: ModelEvent;
  /** The calls that lead to it; none where its own statement runs. */
  readonly nodes: readonly Node[];
  /** Its statement stood in another function and runs after the rest. */
  readonly segment: boolean;
}

/** Where an addition runs: in the model's own function, in a function that this one calls, or after it. */
function place(event: ModelEvent, levels: Levels, analysis: FileAnalysis): Placed {
  const [handed] = event.via;
  if (handed && isInside(handed, levels)) return { event, nodes: [handed], segment: false };
  const nested = nestedFunctions(event.call, levels);
  if (nested.length === 0 && !handed) return { event, nodes: [], segment: false };
  const [helper] = nested;
  const callers = helper && isFunction(helper) ? analysis.origins.graph.callersOf(helper) : [];
  const called = callers.filter((call) => isInside(call, levels));
  if (called.length > 0 && !handed) return { event, nodes: [event.call, ...called], segment: false };
  const isLocal = levels.around(event.call) !== levels.root.node;
  if (isLocal && !handed) return { event, nodes: [], segment: false };
  levels.flattenAround(event.call);
  return { event, nodes: [], segment: true };
}

function placeAlone(event: ModelEvent, levels: Levels): 'own' | 'segment' {
  if (event.via.length === 0 && isInside(event.call, levels)) return 'own';
  levels.flattenAround(event.call);
  return 'segment';
}

const isInside = (node: Node, levels: Levels): boolean => nestedFunctions(node, levels).length === 0;

/** The functions between a node and its level, innermost first. */
function nestedFunctions(node: Node, levels: Levels): Node[] {
  const functions = levels.functionsAround(node);
  const level = functions.findIndex((each) => levels.has(each));
  return level < 0 ? functions : functions.slice(0, level);
}
