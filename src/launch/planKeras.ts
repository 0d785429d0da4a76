import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import { planEffort } from '../source/keras/contents/sourceArrays.js';
import { declareKeras } from '../source/keras/declareKeras.js';
import { kerasShapeProblem } from './kerasShapes.js';
import { planNotes } from './planNotes.js';

/** Python is read, never run. */
export function planKeras({ model, text, answers, whole }: PlanRequest): LaunchPlan {
  const reading = declareKeras(text, model.file, model, answers, planEffort, whole);
  const { declaration, program, questions, data, sourceNotes, blocked } = reading;
  // Of values that a person chose, the trainer tells what does not fit, and which of them were proposals.
  const isAnswered = Object.keys(answers).length > 0;
  return {
    way: 'keras',
    others: [],
    summary: 'Reads the Python without running it, and trains the model with TensorFlow.js.',
    entry: null,
    questions,
    recipe: declaration && { kind: 'keras', model, answers, whole },
    needsData: !program?.steps.every((step) => step.kind !== 'fit' || 'x' in step.call.named),
    data,
    notes: [...sourceNotes, ...(declaration ? planNotes(model, text, declaration.compile !== null) : [])],
    blocked: blocked ?? (isAnswered ? null : kerasShapeProblem(reading)),
  };
}
