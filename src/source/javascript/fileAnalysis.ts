import type { File, Node } from '@babel/types';
import { type Creation, findCreations, isSequentialCall } from './modelCreations.js';
import { type Call, isCall, isClass } from './nodeKinds.js';
import type { Origin } from './origin.js';
import { Origins } from './origins.js';
import { Program } from './program.js';
import { enclosingClass } from './scopes.js';
import { TensorFlowPaths } from './tensorFlowPath.js';

/** A model that an expression may be, and how it got there. */
export interface ModelReference {
  readonly creation: Creation;
  readonly origin: Origin;
}

/** What the finder knows of one file. */
export class FileAnalysis {
  readonly program: Program;
  readonly paths: TensorFlowPaths;
  readonly origins: Origins;
  readonly creations: readonly Creation[];
  private readonly creationSet: ReadonlySet<Node>;

  constructor(file: File) {
    this.program = new Program(file);
    this.paths = new TensorFlowPaths(this.program);
    this.origins = new Origins(this.program, (call) => this.isTensorFlowCall(call));
    this.creations = findCreations(this.program, this.paths);
    this.creationSet = new Set<Node>(this.creations);
  }

  /** The models that an expression may be: made by a call, instances of a class of the file, or `this` inside of one. */
  modelsOf(expression: Node): ModelReference[] {
    return this.origins.of(expression).flatMap((origin) => {
      const { node } = origin;
      const creation = this.isCreation(node) ? node : this.classBehind(node);
      return creation ? [{ creation, origin }] : [];
    });
  }

  private isCreation(node: Node): node is Creation {
    return this.creationSet.has(node) && !isClass(node);
  }

  private classBehind(node: Node): Creation | undefined {
    let owner: Node | undefined;
    if (node.type === 'ThisExpression' || node.type === 'Super') owner = enclosingClass(node, this.program.parentOf);
    else if (isCall(node)) owner = this.origins.graph.classesOf(node)[0];
    return owner && isClass(owner) && this.creationSet.has(owner) ? owner : undefined;
  }

  private isTensorFlowCall(call: Call): boolean {
    if (isSequentialCall(call, this.paths)) return true;
    return this.paths.of(call.callee)?.[0] === 'layers';
  }
}
