import type { SourceLocation } from '../../protocol/fit.js';
import type { Severity } from '../../protocol/severity.js';

/** Where something is, as a report says it: whoever asks for one may know the cells of a notebook. */
export type TextOfPlace = (location: SourceLocation) => string;

/** What a run's report says beside what its folder holds, as plain data that crosses threads. */
export interface ReportFacts {
  readonly title: string;
  /** The verdict, or how the run ended. */
  readonly result: string;
  /** Name and value of what the run is known by: file, start, duration, backend, seed, what changed. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly note: string | null;
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly string[];
  /** Where the layers of each fit are, such as `net.js:12`; null where that is not known. */
  readonly layerPlaces: readonly { readonly fit: number; readonly places: readonly (string | null)[] }[];
}

export interface ReportFinding {
  readonly fit: number;
  readonly severity: Severity;
  readonly rule: string;
  /** `net.js:12`; null where that is not known. */
  readonly place: string | null;
  readonly message: string;
  readonly why: string;
  readonly help: string;
}
