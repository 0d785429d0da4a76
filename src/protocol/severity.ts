/**
 * How much a finding weighs, most severe first. `error`: it cannot learn, or its numbers are broken. `warning`: certain from the source alone
 * (mathematics, or the framework's own rules), or confirmed by a run. `hint`: possible, from the source alone.
 */
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Orders what is found, most severe first. */
export const bySeverity = (one: { readonly severity: Severity }, other: { readonly severity: Severity }): number =>
  SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);

/** Of what a trainer tells: an `error` ends the run as failed; a `warning` does not; a `note` was known before anything trained. */
export const PROBLEM_SEVERITIES = ['error', 'warning', 'note'] as const;
