import type { Finding } from '../diagnosis/finding.js';
import { answerText, type PlaceText } from './answerText.js';

/** A finding with its place, and the fixes that there are for it. */
export interface PlacedFinding extends Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly fixes: readonly { readonly title: string }[];
}

/** What was found in sources, most severe first within each file. */
export function findingsAnswer(findings: readonly PlacedFinding[], models: number, place: PlaceText): string {
  if (models === 0) return 'No Sequential models of Keras or TensorFlow.js found there.';
  if (findings.length === 0)
    return `Nothing found in the source of ${models === 1 ? 'the model' : `${models} models`}.`;
  const lines = findings.flatMap(({ severity, message, rule, why, help, fixes, ...at }) => [
    `${place(at)} ${severity}: ${message} [${rule}]`,
    `  ${why} ${help}`,
    ...fixes.map(({ title }) => `  Fix: ${title}`),
  ]);
  return answerText([`Findings: ${findings.length}`, ...lines], 'Ask for one file or line.');
}
