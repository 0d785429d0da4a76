import { camelCase } from '../../diagnosis/source/facts/names.js';
import { HumanError } from '../../errors/humanError.js';
import type { SweepParameter } from '../../protocol/sweep.js';
import type { CellAnchor } from '../../source/notebook/cellAnchors.js';
import { parameterPlace } from '../../sweep/parameterPlace.js';
import type { Tunable } from '../../sweep/tunables.js';
import { withValues } from '../../sweep/typedValues.js';
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
  negative_slope: 'alpha',
};

/**
 * The parameter that a `--vary` means.
 * @param isRandom whether values are drawn: then a range stays one @param anchors of a notebook's cells
 * @throws {UsageError} for what cannot be read; {OpenError} where several have that name, or none is where it says
 */
export function variedParameter(
  text: string,
  tunables: readonly Tunable[],
  isRandom: boolean,
  anchors: readonly CellAnchor[] = [],
): SweepParameter {
  const varied = parsed(text);
  const found = meant(varied, tunables, anchors);
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
  if (varied.values !== null) return typedValues(base, varied.values, isRandom);
  if (base.values.length > 0) return base;
  throw new OpenError(`--vary ${text} needs values, as none can be proposed for it: --vary '${text}=1,2,3'.`);
}

/** All that can be varied, with what is proposed, for a message. */
export function listTunables(tunables: readonly Tunable[], anchors: readonly CellAnchor[] = []): string {
  const offered = tunables.filter(({ isProposed }) => isProposed);
  if (offered.length === 0) return 'The source has nothing that can be varied.';
  const told = offered.map(
    ({ parameter }) => `${parameter.id} (${cellOf(parameter, anchors)}such as ${parameter.values.join(', ')})`,
  );
  return `It can vary: ${told.join('; ')}.`;
}

function parsed(text: string): Varied {
  const [, name, line, column, values] = /^([^=@]+)(?:@(\d+)(?::(\d+))?)?(?:=(.*))?$/s.exec(text.trim()) ?? [];
  if (name === undefined || values === '') throw new UsageError(`--vary needs NAME[@LINE][=VALUES], not "${text}".`);
  const numberOf = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
  return { text, name: name.trim(), line: numberOf(line), column: numberOf(column), values: values ?? null };
}

function meant(
  { text, name, line, column }: Varied,
  tunables: readonly Tunable[],
  anchors: readonly CellAnchor[],
): Tunable | null {
  const known = [name, camelCase(name), ALIASES[name]];
  const named = tunables.filter(({ parameter }) => known.includes(parameter.name));
  const there = named.filter((each) => line === null || isOn(each, line));
  const [found, ...others] = there.filter(({ span }) => column === null || span?.start.column === column);
  if (found && others.length === 0) return found;
  if (found)
    throw new OpenError(`--vary ${text}: ${there.length} have that name. Choose one: ${idsOf(there, anchors)}.`);
  if (line === null) return null;
  const instead =
    named.length > 0
      ? `There ${named.length === 1 ? 'is' : 'are'} ${idsOf(named, anchors)}.`
      : listTunables(tunables, anchors);
  throw new OpenError(`--vary ${text}: no ${name} that can be varied is there. ${instead}`);
}

const isOn = ({ parameter, stack }: Tunable, line: number): boolean =>
  parameter.line === line || (stack?.layers.some((layer) => layer.line === line) ?? false);

const idsOf = (tunables: readonly Tunable[], anchors: readonly CellAnchor[]): string =>
  tunables.map(({ parameter }) => `${parameter.id} (${cellOf(parameter, anchors)}${parameter.own})`).join(', ');

/** The line of a file is in the id; a notebook's cells have lines of their own. */
function cellOf(parameter: SweepParameter, anchors: readonly CellAnchor[]): string {
  const place = anchors.length > 0 ? parameterPlace(parameter, anchors) : '';
  return place === '' ? '' : `${place}, `;
}

function typedValues(base: SweepParameter, text: string, isRandom: boolean): SweepParameter {
  try {
    return withValues(base, text, isRandom);
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    throw new UsageError(`--vary ${base.id}: ${error.message}`);
  }
}
