// The trainer without an editor, from a bare clone. Usage: npm run -s gradlens -- train FILE ... | models PATH...
import { onDevNode } from './lib/onDevNode.mjs';

/** Stop and the writing of records may take this long after Ctrl-C, in milliseconds. */
const GRACE_PERIOD = 15_000;

await onDevNode(import.meta.url, async () => {
  const { devNode } = await import('./dev-node.mjs');
  const { ensureBuild } = await import('./lib/build.mjs');
  const { run } = await import('./lib/guarded.mjs');
  const { at } = await import('./lib/root.mjs');
  await ensureBuild();
  return run(devNode(), [at('dist', 'cli.mjs'), ...process.argv.slice(2)], { gracePeriod: GRACE_PERIOD });
});
