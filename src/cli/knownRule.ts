import { RUN_RULE_IDS } from '../diagnosis/run/runRules.js';
import { SOURCE_RULE_IDS } from '../diagnosis/source/sourceRules.js';
import { DATA_SHAPE } from './check/endedByData.js';
import { UsageError } from './usage.js';

/** Of every rule that a finding may be of. */
export const RULE_IDS: ReadonlySet<string> = new Set([...SOURCE_RULE_IDS, ...RUN_RULE_IDS, DATA_SHAPE]);

/** @throws {UsageError} where there is no rule of that name */
export function refuseUnknownRule(rule: string): void {
  if (!RULE_IDS.has(rule)) throw new UsageError(`There is no rule "${rule}". There are ${[...RULE_IDS].join(', ')}.`);
}
