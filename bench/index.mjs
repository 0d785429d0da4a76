// A folder of 20,000 files: how long until all its models are known, and does the thread that asks stay free?
// Usage: npm run bench:index [-- --files N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { runIndexBench } = await import('./index/runIndexBench.mjs');
  return runIndexBench(process.argv.slice(2));
});
