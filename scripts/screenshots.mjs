// Takes the README's pictures of the real editor in training. Usage: npm run screenshots [-- PICTURE...]
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { takeScreenshots } = await import('./lib/screenshots.mjs');
  await takeScreenshots(process.argv.slice(2));
  return 0;
});
