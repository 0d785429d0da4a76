import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall, SourceValue } from '../../../protocol/sourceValue.js';
import { knownData, originsOf } from './knownData.js';
import { lastPart } from './names.js';
import { fitArgument } from './training.js';

/** Calls that make a tensor or array of what they are given. */
const MAKES_ARRAY = /^(?:tensor(?:\d[dD])?|array|asarray|constant)$/;
/** Calls whose numbers are all one. */
const FILLS: Readonly<Record<string, number>> = { zeros: 0, ones: 1, zeros_like: 0, ones_like: 1 };
/** Calls that give some of the numbers that they are given, in another order or shape at most. */
const PASSES_ON =
  /^(?:train_test_split|reshape|astype|shuffle|permutation|ravel|flatten|squeeze|expand_dims|concatenate|append|stack|[vh]stack|transpose|copy|len)$/;

/** What `fit` is given as inputs or targets, where the source writes it out. */
function dataOf(model: SourceModel, fit: SourceCall, name: 'x' | 'y'): readonly SourceValue[] | null {
  const argument = fitArgument(model, fit, name);
  const made =
    argument?.call && MAKES_ARRAY.test(lastPart(argument.call.callee)) ? argument.call.arguments.list[0] : null;
  return made?.elements ?? argument?.elements ?? null;
}

/** The targets of a model's only fit; null where the source does not write them out. */
export const targetsOf = (model: SourceModel): readonly SourceValue[] | null => onlyOf(model, 'y');

/** The same of its inputs. */
export const inputsOf = (model: SourceModel): readonly SourceValue[] | null => onlyOf(model, 'x');

function onlyOf(model: SourceModel, name: 'x' | 'y'): readonly SourceValue[] | null {
  const [fit, ...others] = model.fits;
  return fit && others.length === 0 ? dataOf(model, fit, name) : null;
}

/** All numbers that may be among the targets of a model's only fit; null where the source does not show all of them. */
export function possibleTargets(model: SourceModel): readonly number[] | null {
  const origins = originsOf(model, 'targets');
  if (!origins || origins.hasArithmetic) return null;
  const parts = origins.calls.map(({ callee, arguments: { list } }) => {
    const name = lastPart(callee);
    const filled = Object.hasOwn(FILLS, name) ? FILLS[name] : undefined;
    if (filled !== undefined) return [filled];
    if (PASSES_ON.test(name)) return [];
    const [first] = list;
    return MAKES_ARRAY.test(name) && first?.elements ? numbersIn(first.elements) : null;
  });
  const numbers = parts.flatMap((part) => part ?? []);
  return parts.includes(null) || numbers.length === 0 ? null : numbers;
}

/** How many samples a fit is given; null where the source neither writes them out nor names data that are known. */
export function samplesOf(model: SourceModel, fit: SourceCall): number | null {
  const written = dataOf(model, fit, 'x')?.length ?? dataOf(model, fit, 'y')?.length ?? null;
  if (written !== null) return written;
  const origins = originsOf(model, 'inputs');
  return (origins && knownData(origins)?.samples) ?? null;
}

/** Least and greatest of numbers in lists; null where they are not all shown, or there are none. */
export function rangeOf(values: readonly SourceValue[] | null): readonly [number, number] | null {
  const numbers = values && numbersIn(values);
  return numbers && numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers)] : null;
}

function numbersIn(values: readonly SourceValue[]): number[] | null {
  const parts = values.map(({ value, elements }) => {
    if (typeof value === 'number') return [value];
    return elements ? numbersIn(elements) : null;
  });
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}
