// Takes the README's pictures of the real editor in training. Usage: npm run screenshots
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { takeScreenshots } = await import('./lib/screenshots.mjs');
  await takeScreenshots();
  return 0;
});
