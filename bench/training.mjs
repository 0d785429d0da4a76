// How fast GradLens trains, against bare tfjs-node, Keras, PyTorch and a floor. Usage: npm run bench [-- --quick] [-- --rounds N]
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { runTrainingBench } = await import('./training/runTrainingBench.mjs');
  return runTrainingBench(process.argv.slice(2));
});
