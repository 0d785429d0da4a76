import { camelCase } from '../../diagnosis/source/facts/names.js';
import type { SweepParameter, SweepValue } from '../../protocol/sweep.js';
import { isWhole } from '../../sweep/proposals.js';
import { spread } from '../../sweep/trialPlan.js';
import type { Tunable } from '../../sweep/tunables.js';
import { OpenError, UsageError } from '../usage.js';

/** What `--vary` says. */
interface Varied {
  readonly text: string;
  readonly name: string;
  readonly line: number | null;
  readonly column: number | null;
  /** Null where the proposed ones are meant. */
  readonly values: string | null;
}

const ALIASES: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  initializer: 'kernelInitializer',
  rate: 'dropout',
};
const RANGE = /^([^.:,]+(?:\.\d[^.:,]*)?)\.\.([^:,]+?)(?::(log|linear))?(?::(\d+))?$/;
/** Values of a range in a grid, where nobody says how many; on a scale of powers one for each of ten, up to so many. */
const USUAL_COUNT = 5;
const MOST_DECADES = 8;

/**
 * The parameter that a `--vary` means.
 * @param isRandom whether values are drawn: then a range stays one
 * @throws {UsageError} for what cannot be read; {OpenError} where several have that name, or none is where it says
 */
export function variedParameter(text: string, tunables: readonly Tunable[], isRandom: boolean): SweepParameter {
  const varied = parsed(text);
  const found = meant(varied, tunables);
  const base: SweepParameter = found?.parameter ?? {
    id: varied.name,
    name: varied.name,
    kind: 'open',
    line: null,
    whole: false,
    scale: 'linear',
    values: [],
    isRange: false,
    own: null,
  };
  if (varied.values !== null) return withValues(base, varied.values, isRandom);
  if (base.values.length > 0) return base;
  throw new OpenError(`--vary ${text} needs values, as none can be proposed for it: --vary '${text}=1,2,3'.`);
}

/** All that can be varied, with what is proposed, for a message. */
export function listTunables(tunables: readonly Tunable[]): string {
  const offered = tunables.filter(({ isProposed }) => isProposed);
  if (offered.length === 0) return 'The source has nothing that can be varied.';
  return `It can vary: ${offered.map(({ parameter: { id, values } }) => `${id} (such as ${values.join(', ')})`).join('; ')}.`;
}

function parsed(text: string): Varied {
  const [, name, line, column, values] = /^([^=@]+)(?:@(\d+)(?::(\d+))?)?(?:=(.*))?$/s.exec(text.trim()) ?? [];
  if (name === undefined || values === '') throw new UsageError(`--vary needs NAME[@LINE][=VALUES], not "${text}".`);
  const numberOf = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
  return { text, name: name.trim(), line: numberOf(line), column: numberOf(column), values: values ?? null };
}

function meant({ text, name, line, column }: Varied, tunables: readonly Tunable[]): Tunable | null {
  const known = ALIASES[name] ?? camelCase(name);
  const named = tunables.filter(({ parameter }) => parameter.name === known || parameter.name === name);
  const there = named.filter((each) => line === null || isOn(each, line));
  const [found, ...others] = there.filter(({ span }) => column === null || span?.start.column === column);
  if (found && others.length === 0) return found;
  if (found) throw new OpenError(`--vary ${text}: ${there.length} have that name. Choose one: ${idsOf(there)}.`);
  if (line === null) return null;
  const instead =
    named.length > 0 ? `There ${named.length === 1 ? 'is' : 'are'} ${idsOf(named)}.` : listTunables(tunables);
  throw new OpenError(`--vary ${text}: no ${name} that can be varied is there. ${instead}`);
}

const isOn = ({ parameter, stack }: Tunable, line: number): boolean =>
  parameter.line === line || (stack?.layers.some((layer) => layer.line === line) ?? false);

const idsOf = (tunables: readonly Tunable[]): string =>
  tunables.map(({ parameter: { id, own } }) => `${id} (${own})`).join(', ');

function withValues(base: SweepParameter, text: string, isRandom: boolean): SweepParameter {
  const range = RANGE.exec(text);
  if (!range) {
    const values = [...new Set(text.split(',').map((each) => typedValue(base, each.trim())))];
    const isNumber = values.every((value) => typeof value === 'number');
    const scale = !isNumber ? 'choice' : base.scale === 'choice' ? 'linear' : base.scale;
    return { ...base, scale, values, isRange: false };
  }
  const [, from = '', to = '', scaled, counted] = range;
  const [low, high] = [from, to].map((end) => typedValue(base, end));
  if (typeof low !== 'number' || typeof high !== 'number' || low >= high) {
    throw new UsageError(`--vary ${base.id}: a range goes from a number to a larger one, not "${text}".`);
  }
  const scale = scaled === 'log' || (scaled === undefined && base.scale === 'log') ? 'log' : 'linear';
  if (scale === 'log' && low <= 0)
    throw new UsageError(`--vary ${base.id}: a log scale starts above 0, not at ${low}.`);
  const whole = base.whole || (base.kind === 'open' && Number.isInteger(low) && Number.isInteger(high));
  if (isRandom && counted === undefined) return { ...base, scale, whole, values: [low, high], isRange: true };
  const count = counted === undefined ? usualCount(low, high, scale) : Number(counted);
  if (count < 2) throw new UsageError(`--vary ${base.id}: a range has 2 values or more.`);
  return { ...base, scale, whole, values: spread(low, high, count, { scale, whole }), isRange: false };
}

function usualCount(low: number, high: number, scale: 'log' | 'linear'): number {
  if (scale === 'linear') return USUAL_COUNT;
  const decades = Math.log10(high / low);
  return decades < 2 ? USUAL_COUNT - 1 : Math.min(MOST_DECADES, Math.round(decades) + 1);
}

/** As the parameter takes it. */
function typedValue({ id, name, kind, own, scale }: SweepParameter, text: string): SweepValue {
  const number = text === '' ? Number.NaN : Number(text);
  const isNumber = !Number.isNaN(number);
  const wanted = kind === 'open' || typeof own === 'boolean' ? null : scale === 'choice' ? 'a name' : 'a number';
  if (typeof own === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (text === '' || typeof own === 'boolean' || (wanted !== null && isNumber !== (wanted === 'a number'))) {
    throw new UsageError(
      `--vary ${id}: "${text}" is not ${wanted ?? (kind === 'open' ? 'a value' : 'true or false')}.`,
    );
  }
  if (isWhole(name) && (!Number.isSafeInteger(number) || number < 1)) {
    throw new UsageError(`--vary ${id}: "${text}" is not a whole number from 1.`);
  }
  return isNumber ? number : text;
}
