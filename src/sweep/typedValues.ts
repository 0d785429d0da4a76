import { HumanError } from '../errors/humanError.js';
import type { SweepParameter, SweepValue } from '../protocol/sweep.js';
import { isWhole } from './proposals.js';
import { MOST_TRIALS, spread } from './trialPlan.js';

const RANGE = /^([^.:,]+(?:\.\d[^.:,]*)?)\.\.([^:,]+?)(?::(log|linear))?(?::(\d+))?$/;
/** A comma, but not one inside brackets: `[28, 28, 1]` is one value. */
const BETWEEN = /,(?![^([{]*[)\]}])/;
/** Values of a range in a grid, where nobody says how many; on a scale of powers one for each of ten, up to so many. */
const USUAL_COUNT = 5;
const MOST_DECADES = 8;

/**
 * A parameter with the values that a person has typed: `8, 32, 128`, `relu, tanh`, or a range, `1e-4..1e-1:log`, of `1..9:linear:5` five of them.
 * @param isRandom whether values are drawn: then a range stays one
 * @throws {HumanError} for what cannot be read
 */
export function withValues(base: SweepParameter, text: string, isRandom: boolean): SweepParameter {
  const range = RANGE.exec(text);
  if (!range) {
    const values = [...new Set(text.split(BETWEEN).map((each) => typedValue(base, each.trim())))];
    const isNumber = values.every((value) => typeof value === 'number');
    const scale = !isNumber ? 'choice' : base.scale === 'choice' ? 'linear' : base.scale;
    return { ...base, scale, values, isRange: false };
  }
  const [, from = '', to = '', scaled, counted] = range;
  const [low, high] = [from, to].map((end) => typedValue(base, end));
  if (typeof low !== 'number' || typeof high !== 'number' || low >= high) {
    throw new HumanError(`A range goes from a number to a larger one, not "${text}".`);
  }
  const scale = scaled === 'log' || (scaled === undefined && base.scale === 'log') ? 'log' : 'linear';
  if (scale === 'log' && low <= 0) throw new HumanError(`A log scale starts above 0, not at ${low}.`);
  const whole = base.whole || (base.kind === 'open' && Number.isInteger(low) && Number.isInteger(high));
  if (isRandom && counted === undefined) return { ...base, scale, whole, values: [low, high], isRange: true };
  const count = counted === undefined ? usualCount(low, high, scale) : Number(counted);
  if (count < 2 || count > MOST_TRIALS) throw new HumanError(`A range has 2 to ${MOST_TRIALS} values, not ${count}.`);
  return { ...base, scale, whole, values: spread(low, high, count, { scale, whole }), isRange: false };
}

function usualCount(low: number, high: number, scale: 'log' | 'linear'): number {
  if (scale === 'linear') return USUAL_COUNT;
  const decades = Math.log10(high / low);
  return decades < 2 ? USUAL_COUNT - 1 : Math.min(MOST_DECADES, Math.round(decades) + 1);
}

/** As the parameter takes it. */
function typedValue({ name, kind, own, scale }: SweepParameter, text: string): SweepValue {
  const number = text === '' ? Number.NaN : Number(text);
  const isNumber = !Number.isNaN(number);
  const wanted = kind === 'open' || typeof own === 'boolean' ? null : scale === 'choice' ? 'a name' : 'a number';
  if (typeof own === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (text === '' || typeof own === 'boolean' || (wanted !== null && isNumber !== (wanted === 'a number'))) {
    throw new HumanError(`"${text}" is not ${wanted ?? (kind === 'open' ? 'a value' : 'true or false')}.`);
  }
  if (isWhole(name) && (!Number.isSafeInteger(number) || number < 1)) {
    throw new HumanError(`"${text}" is not a whole number from 1.`);
  }
  if (kind === 'data' && !(number > 0 && number <= 1)) {
    throw new HumanError(`A share of the data is above 0, and 1 at most: 0.1 for a tenth, not "${text}".`);
  }
  return isNumber ? number : text;
}
