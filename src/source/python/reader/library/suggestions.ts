import { literalText } from '../expressions/format.js';
import { numeric } from '../values/numeric.js';
import { type Arguments, isKind, type Value } from '../values/values.js';
import { argument } from './library.js';

type Suggest = (args: Arguments) => Value | undefined;

const first: Suggest = (args) => {
  const choices = argument(args, 1, 'values', 'choices');
  return args.named.get('default') ?? (isKind(choices, 'list') ? choices.items[0] : undefined);
};

const lowest: Suggest = (args) =>
  args.named.get('default') ?? numeric(argument(args, 1, 'min_value', 'low')) ?? undefined;

/** What a search for hyperparameters would try first, by the method that names one. */
const suggest: Readonly<Record<string, Suggest>> = {
  Int: lowest,
  Float: lowest,
  Choice: first,
  Boolean: (args) => args.named.get('default') ?? false,
  suggest_int: lowest,
  suggest_float: lowest,
  suggest_uniform: lowest,
  suggest_loguniform: lowest,
  suggest_discrete_uniform: lowest,
  suggest_categorical: first,
};

/** The name and the proposal of a hyperparameter that a tuner (`hp`, `trial`) would set; null where it is none. */
export function suggested(method: string, args: Arguments): { name: string; proposal: string | null } | null {
  const name = argument(args, 0, 'name');
  if (!Object.hasOwn(suggest, method) || typeof name !== 'string') return null;
  const value = suggest[method]?.(args);
  return { name, proposal: value === undefined ? null : literalText(value) };
}
