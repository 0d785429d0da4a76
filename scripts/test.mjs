// Every ring of tests, or those named. Usage: npm test | node scripts/test.mjs RING... [-- ARGUMENTS FOR THE RING'S RUNNER]
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { runRings } = await import('./lib/rings.mjs');
  return runRings(process.argv.slice(2));
});
