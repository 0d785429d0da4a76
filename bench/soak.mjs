// Five minutes of a small net at full speed in the real extension host: does the editor stay quick?
// Usage: npm run bench:soak [-- --minutes N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { runSoak } = await import('./soak/runSoak.mjs');
  return runSoak(process.argv.slice(2));
});
