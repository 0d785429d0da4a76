// Gives every reader damaged input. Usage: npm run fuzz -- [TARGET...] [--count 100000] [--seed 1] [--jobs 1]
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { fuzz } = await import('./lib/fuzz.mjs');
  return fuzz(process.argv.slice(2));
});
