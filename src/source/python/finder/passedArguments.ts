import { argumentsOf, type PythonArgument } from '../syntax/arguments.js';
import type { PythonNode } from '../syntax/node.js';
import type { Evaluator, Passed, PassedArguments } from './evaluator.js';
import { evaluateComprehension } from './loopElements.js';
import { elementsIn, located } from './possibleElements.js';
import type { Values } from './possibleValues.js';

/** Evaluates the arguments of a call, `*` and `**` taken apart as far as the source shows what they hold. */
export function passedArguments(evaluator: Evaluator, argumentList: PythonNode | undefined): PassedArguments {
  const list: Passed[] = [];
  let open = false;
  for (const argument of argumentsOf(argumentList)) {
    if (argument.generator) {
      const values = argumentList ? evaluateComprehension(evaluator, argumentList) : [];
      list.push({ name: null, values, node: argument.value });
      break;
    }
    const passed = passedBy(argument, evaluator.evaluate(argument.value));
    if (passed) list.push(...passed);
    else open = true;
  }
  return { list, open };
}

/** Null where the source does not show what a `*` or `**` holds. */
function passedBy({ name, star, value }: PythonArgument, values: Values): Passed[] | null {
  if (star === '') {
    return [{ name: name?.text ?? null, values: located(values, value), node: value }];
  }
  if (star === '*') return elementsIn(values)?.map((element) => ({ name: null, values: element, node: value })) ?? null;
  const dictionaries = values.filter((held) => held.kind === 'dictionary');
  if (dictionaries.length === 0) return null;
  return dictionaries.flatMap(({ entries }) =>
    [...entries].map(([key, entry]) => ({ name: key, values: entry, node: value })),
  );
}
