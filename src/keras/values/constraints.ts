import { didYouMean } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Constraint } from '../../tfjs/layerCode.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { shown } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { namedValue, plainName } from './namedValue.js';

/** @throws {SourceError} for one that tfjs lacks */
export function constraint(
  value: KerasValue | undefined,
  owner: KerasCall,
  context: KerasContext,
): Constraint | undefined {
  if (value === undefined || value === null) return undefined;
  const given = namedValue(value, owner);
  if (!given) throw kerasProblem(owner, `A constraint of ${owner.name} must be a name, not ${shown(value)}.`);
  const { constraints } = context.tf;
  const bound = (order: string) => bindArguments(given.call, { order }, context.version, 'm');
  // A list of axes works as well as one number.
  const axisOf = (args: ReturnType<typeof bound>) => (args.value('axis') ?? 0) as number;
  switch (plainName(given.name)) {
    case 'maxnorm': {
      const args = bound('max_value axis');
      return constraints.maxNorm({ maxValue: args.number('max_value') ?? args.number('m') ?? 2, axis: axisOf(args) });
    }
    case 'nonneg':
      return constraints.nonNeg();
    case 'unitnorm':
      return constraints.unitNorm({ axis: axisOf(bound('axis')) });
    case 'minmaxnorm': {
      const args = bound('min_value max_value rate axis');
      const [minValue, maxValue] = [args.number('min_value') ?? 0, args.number('max_value') ?? 1];
      return constraints.minMaxNorm({ minValue, maxValue, rate: args.number('rate') ?? 1, axis: axisOf(args) });
    }
    default: {
      const names = ['max_norm', 'non_neg', 'unit_norm', 'min_max_norm'];
      const hint = didYouMean(given.name, names, 'Try max_norm, non_neg, unit_norm, or min_max_norm.');
      throw kerasProblem(given.call, `tfjs has no constraint ${given.name}. ${hint}`);
    }
  }
}
