// The records of many simulated trials of a sweep on Ray: how many come into the collecting side, and what does it hold?
// Usage: npm run bench:ray [-- --trials N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureRay } = await import('./ray/measureRay.mjs');
  return measureRay(process.argv.slice(2));
});
