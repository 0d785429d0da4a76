// How many models of public files train as they are? Usage: npm run bench:ways -- --files DIR [--only TEXT] [--share N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { trainLabelled } = await import('./ways/trainLabelled.mjs');
  return trainLabelled(process.argv.slice(2));
});
