// What a judgement of a net of 100 layers costs the host. Usage: node bench/judging.mjs
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureJudging } = await import('./diagnosis/measureJudging.mjs');
  return measureJudging();
});
