// How much a run's evidence slows down its training. Usage: node bench/evidence.mjs [--pairs N] [CASE...]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureEvidence } = await import('./diagnosis/measureEvidence.mjs');
  return measureEvidence(process.argv.slice(2));
});
