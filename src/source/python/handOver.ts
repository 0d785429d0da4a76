import type { Evaluator } from './evaluator.js';
import type { PythonNode } from './node.js';
import type { ModelValue, Value, Values } from './values.js';

const noArguments = { list: [], open: false };

/** Names of functions that fit what they are given: `train_model`, `fit_and_score`, `cross_val_score`. */
export function isFitName(name: string): boolean {
  return (
    /(?:^|_)(?:fit|train)(?:$|_|ing_loop)|^cross_val/i.test(name) && !/split|data|set|generator|dir|path/i.test(name)
  );
}

const variablesOfModel = /^_?(?:trainable_)?(?:variables|weights)$/;

/** Notes the models whose variables a hand-written step updates: `optimizer.apply_gradients(zip(gradients, model.trainable_variables))`. */
export function recordGradientStep(evaluator: Evaluator, values: Values, call: PythonNode, depth = 4): void {
  for (const value of values) {
    if (value.kind === 'list' && depth > 0) {
      for (const element of value.elements) recordGradientStep(evaluator, element, call, depth - 1);
    }
    if (value.kind !== 'member' || !variablesOfModel.test(value.name)) continue;
    const { object } = value;
    if (object.kind === 'model' || (object.kind === 'instance' && object.model))
      recordHandOver(evaluator, [object], call);
  }
}

/** Notes for each model behind some values that what has them fits it at a call. */
export function recordHandOver(evaluator: Evaluator, held: Values, call: PythonNode): void {
  for (const model of modelsBehind(evaluator, held)) {
    const creation = evaluator.models.creation(model.creation);
    creation.handedOver ??= evaluator.models.place(model, call, evaluator.frames);
  }
}

/** The models that values are, make when they are called, or hold. */
function modelsBehind(evaluator: Evaluator, values: Values, depth = 4): ModelValue[] {
  return depth === 0 ? [] : values.flatMap((value) => modelsIn(evaluator, value, depth - 1));
}

function modelsIn(evaluator: Evaluator, value: Value, depth: number): ModelValue[] {
  switch (value.kind) {
    case 'model':
      return [value];
    case 'instance':
      return [
        ...(value.model ? [value.model] : []),
        ...modelsBehind(evaluator, [...value.attributes.values()].flat(), depth),
      ];
    case 'object':
      return modelsBehind(evaluator, value.held, depth);
    case 'function':
      return modelsBehind(evaluator, evaluator.run(value, noArguments, null, null), depth);
    case 'method':
      return modelsBehind(evaluator, evaluator.run(value.function, noArguments, null, value.self), depth);
    default:
      return [];
  }
}
