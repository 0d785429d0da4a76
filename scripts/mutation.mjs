// How much of what mutants change the unit tests notice. Usage: npm run test:mutation -- [ROOM...] [FILE...]
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { testMutants } = await import('./lib/mutation.mjs');
  return testMutants(process.argv.slice(2));
});
