import type { Finding } from '../diagnosis/finding.js';
import { answerText, findingText, NO_MODELS, type PlaceText } from './answerText.js';

/** A finding with its place, and the fixes that there are for it. */
export interface PlacedFinding extends Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly fixes: readonly { readonly title: string }[];
}

/** What was found in sources, in the order that they are given in. @param notes on what was not looked at */
export function findingsAnswer(
  { findings, models, notes }: { findings: readonly PlacedFinding[]; models: number; notes: readonly string[] },
  place: PlaceText,
): string {
  const hint = 'Ask for one file or line.';
  if (models === 0) return answerText([NO_MODELS, ...notes], hint);
  if (findings.length === 0) {
    const which = models === 1 ? 'the model' : `${models} models`;
    return answerText([`Nothing found in the source of ${which}.`, ...notes], hint);
  }
  const lines = findings.flatMap((finding) => [
    ...findingText(place(finding), finding),
    ...finding.fixes.map(({ title }) => `  Fix: ${title}`),
  ]);
  return answerText([`Findings: ${findings.length}`, ...notes, ...lines], hint);
}
