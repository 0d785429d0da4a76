// How often `check --run` names what labelled faulty programs have wrong. The programs are not part of GradLens.
// Usage: node bench/labelled.mjs MANIFEST FOLDER OUT [--seconds N] [--source]; findings stay in OUT, and what is there is not run again.
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { scoreLabelled } = await import('./diagnosis/scoreLabelled.mjs');
  return scoreLabelled(process.argv.slice(2));
});
