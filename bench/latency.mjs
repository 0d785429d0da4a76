// How soon a run says what is wrong with a net. Usage: node bench/latency.mjs [NET...]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureLatency } = await import('./diagnosis/measureLatency.mjs');
  return measureLatency(process.argv.slice(2));
});
