import { type ShapeProblem, shapeProblem } from '../keras/shapes/shapeProblem.js';
import type { KerasProgram, KerasStep } from '../protocol/kerasProgram.js';
import type { KerasReading } from '../source/keras/reading.js';

type MakeStep = Extract<KerasStep, { kind: 'make' }>;

const USES = /^(?:fit|trainOnBatch|evaluate)$/;

/**
 * The first layer whose shapes do not fit, of the model that is meant and of those that are made before anything is trained. Where a
 * value of the source is open none is looked for: another answer may fit.
 */
export function kerasShapeProblem({ declaration, program, questions }: KerasReading): ShapeProblem | null {
  if (!declaration || questions.length > 0) return null;
  for (const step of madeFirst(program)) {
    const problem = shapeProblem({ version: declaration.version, layers: step.layers });
    if (problem) return problem;
  }
  return shapeProblem(declaration);
}

function madeFirst(program: KerasProgram | null): MakeStep[] {
  const steps = program?.steps ?? [];
  const used = steps.findIndex(({ kind }) => USES.test(kind));
  return steps.slice(0, used === -1 ? steps.length : used).filter((step) => step.kind === 'make');
}
