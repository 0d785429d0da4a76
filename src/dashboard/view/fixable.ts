import { hasFixes } from '../../diagnosis/run/runFixes.js';
import type { FindingOfFit } from '../../runs/judgement.js';

/** Whether there may be an edit that helps against what was found: its rule knows some, and what they edit has a place in a file. */
export function isFixable({ fit: { summary, data }, finding }: FindingOfFit): boolean {
  const isPlaced = finding.layer === null || Boolean(summary.layers[finding.layer]?.location);
  return hasFixes(finding, { summary, data }) && summary.location !== null && isPlaced;
}
