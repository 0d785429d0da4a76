import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { type ModelEvent, modelEvents } from '../javascript/modelEvents.js';
import type { Call } from '../javascript/nodeKinds.js';
import { contains } from '../javascript/syntax.js';
import type { Levels } from './flattenedLevels.js';

/** Models that are a part of the sliced one: what makes them belongs to it. */
export class PartModels {
  private readonly additions: ReadonlyMap<Node, readonly ModelEvent[]>;

  constructor(
    private readonly analysis: FileAnalysis,
    private readonly levels: Levels,
    private readonly whole: Node,
  ) {
    this.additions = modelEvents(analysis, ['add']);
  }

  /** The calls that add layers to the models that a statement makes, as far as they run with it. */
  additionsIn(statement: Node): Call[] {
    const parts = this.analysis.creations.filter((each) => each !== this.whole && contains(statement, each));
    return parts
      .flatMap((part) => this.additions.get(part) ?? [])
      .flatMap(({ via, call }) => (via.length === 0 && this.levels.runsHere(call) ? [call] : []));
  }
}
