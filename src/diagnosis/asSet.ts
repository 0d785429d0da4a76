import type { Severity } from '../protocol/severity.js';
import { isDisabled } from './disabled.js';

/** What a person set for rules, by their ids: of sources and of runs alike. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/**
 * What is found, as a person wants it told.
 * @param disabledAt the rules that comments switch off where a finding stands
 */
export const asSet = <F extends { readonly rule: string; readonly severity: Severity }>(
  findings: readonly F[],
  severities: Severities,
  disabledAt: (finding: F) => readonly string[],
): F[] =>
  findings.flatMap((finding) => {
    const set = severities[finding.rule];
    if (set === 'off' || isDisabled(finding.rule, disabledAt(finding))) return [];
    return [set ? { ...finding, severity: set } : finding];
  });
