// Milliseconds of one training step on the embedded default, on tfjs's WASM backend as it is published, and on tfjs-node, side by side.
// Usage: npm run bench:embedded [-- --rounds N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { compareBackends } = await import('./embedded/compareBackends.mjs');
  return compareBackends(process.argv.slice(2));
});
