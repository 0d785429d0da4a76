import type { PythonNode } from '../syntax/node.js';
import type { Evaluator } from './evaluator.js';
import { valuesInside } from './possibleElements.js';
import type { ModelValue, Value, Values } from './possibleValues.js';

const noArguments = { list: [], open: false };

/** Names of functions that fit what they are given: `train_model`, `fit_and_score`, `cross_val_score`. */
export function isFitName(name: string): boolean {
  return (
    /(?:^|_)(?:fit|train)(?:$|_|ing_loop)|^cross_val/i.test(name) && !/split|data|set|generator|dir|path/i.test(name)
  );
}

const variablesOfModel = /^_?(?:trainable_)?(?:variables|weights)$/;

/** Notes the models whose variables a hand-written step updates: `optimizer.apply_gradients(zip(gradients, model.trainable_variables))`. */
export function recordGradientStep(evaluator: Evaluator, values: Values, call: PythonNode): void {
  for (const value of valuesInside([values])) {
    if (value.kind !== 'member' || !variablesOfModel.test(value.name)) continue;
    const { object } = value;
    if (object.kind === 'model' || (object.kind === 'instance' && object.model))
      recordHandOver(evaluator, [object], call);
  }
}

/** Notes for each model behind some values that what has them fits it at a call. */
export function recordHandOver(evaluator: Evaluator, held: Values, call: PythonNode): void {
  for (const model of modelsBehind(evaluator, held, new Set())) {
    const creation = evaluator.models.creation(model.creation);
    creation.handedOver ??= evaluator.models.place(model, call, evaluator.frames);
  }
}

/** The models that values are, make when they are called, or hold. @param seen what is looked at already: objects may hold each other */
function modelsBehind(evaluator: Evaluator, values: Values, seen: Set<Value>, depth = 4): ModelValue[] {
  if (depth === 0) return [];
  const fresh = values.filter((value) => !seen.has(value) && seen.add(value));
  return fresh.flatMap((value) => modelsIn(evaluator, value, seen, depth - 1));
}

function modelsIn(evaluator: Evaluator, value: Value, seen: Set<Value>, depth: number): ModelValue[] {
  const behind = (values: Values) => modelsBehind(evaluator, values, seen, depth);
  switch (value.kind) {
    case 'model':
      return [value];
    case 'instance':
      return [...(value.model ? [value.model] : []), ...behind([...value.attributes.values()].flat())];
    case 'object':
      return behind(value.held);
    case 'function':
      return behind(evaluator.run(value, noArguments, null, null));
    case 'method':
      return behind(evaluator.run(value.function, noArguments, null, value.self));
    default:
      return [];
  }
}
