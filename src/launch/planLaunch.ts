import { OwnError } from '../errors/ownError.js';
import { type ShapeProblem, shapeProblem } from '../keras/shapes/shapeProblem.js';
import type { KerasProgram, KerasStep } from '../protocol/kerasProgram.js';
import type { RunChoice, RunPlan } from '../protocol/launch.js';
import { declareKeras } from '../source/python/reader/declareKeras.js';
import type { KerasReading } from '../source/python/reader/reading.js';
import { knownAnswers } from './chosenWay.js';
import { planJavaScript } from './planJavaScript.js';
import { planNotes } from './planNotes.js';

type MakeStep = Extract<KerasStep, { kind: 'make' }>;

const USES = /^(?:fit|trainOnBatch|evaluate)$/;

/**
 * Decides how a model is run and what its source leaves open. Runs none of the user's code.
 * @throws {OwnError} by rejection, where the planner itself fails at this model
 */
export async function planLaunch(choice: RunChoice): Promise<RunPlan> {
  try {
    return choice.model.framework === 'keras' ? planKeras(choice) : await planJavaScript(choice);
  } catch (error) {
    throw new OwnError('read this model', error);
  }
}

/** Python is read, never run. */
function planKeras(choice: RunChoice): RunPlan {
  const { model, text, whole = false } = choice;
  const answers = knownAnswers(choice);
  const reading = declareKeras(text, model.file, model, answers, { whole });
  const { declaration, program, questions, answered, data, sourceNotes, blocked } = reading;
  // Of values that a person chose, the trainer tells what does not fit, and which of them were proposals.
  const isAnswered = Object.keys(answers).length > 0;
  return {
    way: 'keras',
    others: [],
    summary: 'Reads the Python without running it, and trains the model with TensorFlow.js.',
    entry: null,
    questions,
    answered,
    recipe: declaration && { kind: 'keras', model, answers, whole },
    needsData: !program?.steps.every((step) => step.kind !== 'fit' || 'x' in step.call.named),
    data,
    notes: [...sourceNotes, ...(declaration ? planNotes(model, declaration.compile !== null) : [])],
    blocked: blocked ?? (isAnswered ? null : kerasShapeProblem(reading)),
  };
}

/**
 * The first layer whose shapes do not fit, of the model that is meant and of those that are made before anything is trained. Where a
 * value of the source is open none is looked for: another answer may fit.
 */
function kerasShapeProblem({ declaration, program, questions }: KerasReading): ShapeProblem | null {
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
