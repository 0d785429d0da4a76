// Types, lint, dependency rule and unused exports. Usage: npm run check
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { runRings } = await import('./lib/rings.mjs');
  return runRings(['check']);
});
