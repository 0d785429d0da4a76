// From a fresh clone to an editor with GradLens on the examples. Usage: npm start [-- --browser | --desktop]
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { start } = await import('./lib/start.mjs');
  return start(process.argv.slice(2));
});
