// How many of the models and layers of public files are found, and how many that are none? Usage: npm run bench:finder -- --files DIR
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { scoreFinder } = await import('./finder/scoreFinder.mjs');
  return scoreFinder(process.argv.slice(2));
});
