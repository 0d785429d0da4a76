// Makes gradlens-VERSION.tgz, whose `npx gradlens` works without this repository. Usage: npm run package:npm
import { onDevNode } from './lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { devNode } = await import('./dev-node.mjs');
  const { withFileLock } = await import('./lib/fileLock.mjs');
  const { run } = await import('./lib/guarded.mjs');
  const { packForNpm } = await import('./lib/npmPackage.mjs');
  const { at } = await import('./lib/root.mjs');
  const { say } = await import('./lib/say.mjs');
  return withFileLock(at('.cache', 'package.lock'), async () => {
    const build = [at('scripts', 'build.mjs'), '--production', '--out', 'out/npm-dist'];
    const code = await run(devNode(), build, { cwd: at(), output: 'stderr' });
    if (code !== 0) return code;
    say(await packForNpm({ dist: at('out', 'npm-dist'), to: at(), staging: at('out', 'npm') }));
    return 0;
  });
});
