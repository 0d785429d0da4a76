import * as v from 'valibot';
import { beginning } from './sentenceText.js';

/** From worst to best, but for `undecided`: there is too little to tell, or nothing that a loss has to do. */
export const VERDICTS = [
  'not-a-number',
  'diverges',
  'learns-nothing',
  'over-fits',
  'under-fits',
  'undecided',
  'learns',
  'learns-well',
] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** What a fit or a run came to. */
export const Verdict = v.object({
  kind: v.picklist(VERDICTS),
  /** In at most eight words, with its number, such as `Learns nothing: accuracy 0.31 is chance (0.33)`. */
  text: v.string(),
  /** Of one that learns where something found beside it qualifies that. */
  severity: v.optional(v.literal('warning')),
});
export type Verdict = v.InferOutput<typeof Verdict>;

const SEVERITY_OF: Readonly<Record<VerdictKind, 'error' | 'warning' | null>> = {
  'not-a-number': 'error',
  diverges: 'error',
  'learns-nothing': 'error',
  'over-fits': 'warning',
  'under-fits': 'warning',
  undecided: null,
  learns: null,
  'learns-well': null,
};

/** How bad what a verdict says is, which decides its sign everywhere: a run that did not learn, or only with a warning, never looks as if all was well. */
export const severityOf = ({ kind, severity }: Pick<Verdict, 'kind' | 'severity'>): 'error' | 'warning' | null =>
  SEVERITY_OF[kind] ?? severity ?? null;

/** Whether a person should look at it. */
export const isBad = (verdict: Pick<Verdict, 'kind' | 'severity'>): boolean => severityOf(verdict) !== null;

/** The words before its numbers: `Learns nothing`, of a run of several fits too. */
export const verdictWord = ({ text }: Pick<Verdict, 'text'>): string =>
  text.replace(/^fit \d+: /, '').split(':', 1)[0] ?? text;

/** A run's verdict as builds before it had one of its own wrote it down. */
const FirstVerdict = v.pipe(
  v.object({ kind: v.picklist(['fine', 'never-fell', 'not-a-number']), text: v.string() }),
  v.transform(({ kind, text }): Verdict | null => {
    if (kind === 'fine') return null;
    return kind === 'never-fell'
      ? { kind: 'learns-nothing', text: 'Learns nothing: the loss never fell' }
      : { kind, text: beginning(text) };
  }),
);

/** A verdict in a run's header. */
export const StoredVerdict = v.union([Verdict, FirstVerdict]);
