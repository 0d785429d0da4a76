// 200 simulated trainings of a sweep: does the host stay free, and does the page draw? Usage: npm run bench:sweep [-- --trials N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureSweep } = await import('./sweep/measureSweep.mjs');
  return measureSweep(process.argv.slice(2));
});
