import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import { declareKeras } from '../source/keras/declareKeras.js';
import { planNotes } from './planNotes.js';

/** Python is read, never run. */
export function planKeras({ model, text, answers }: PlanRequest): LaunchPlan {
  const reading = declareKeras(text, model.file, model, answers);
  const { declaration, questions, data, notes, blocked } = reading;
  return {
    way: 'keras',
    others: [],
    summary: 'Reads the Python (without running it) and trains the model with TensorFlow.js.',
    entry: null,
    questions,
    recipe: declaration && { kind: 'keras', declaration },
    data,
    notes: [...notes, ...(declaration ? planNotes(model, text, declaration.compile !== null) : [])],
    blocked,
  };
}
