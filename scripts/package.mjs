// Makes gradlens-VERSION.vsix. Usage: npm run package
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { packageExtension } = await import('./lib/vsix.mjs');
  await packageExtension();
  return 0;
});
