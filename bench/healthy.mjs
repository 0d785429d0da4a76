// What `check --run` and `train` say of nets that learn: it should be nothing. Usage: node bench/healthy.mjs [FILE...]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureHealthy } = await import('./diagnosis/measureHealthy.mjs');
  return measureHealthy(process.argv.slice(2));
});
