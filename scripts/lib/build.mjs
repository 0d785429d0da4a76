// dist/, built when a source is newer.
import { devNode } from '../dev-node.mjs';
import { BUILD_STAMP, buildStamp } from './buildStamp.mjs';
import { withFileLock } from './fileLock.mjs';
import { run } from './guarded.mjs';
import { at } from './root.mjs';
import { say, seconds } from './say.mjs';
import { isStamped } from './stamp.mjs';

/** Builds if need be; safe when two runs start at once. Its output goes to stderr. */
export async function ensureBuild() {
  if (isStamped(BUILD_STAMP, buildStamp())) return;
  await withFileLock(at('.cache', 'build.lock'), async () => {
    if (isStamped(BUILD_STAMP, buildStamp())) return;
    const start = Date.now();
    const code = await run(devNode(), [at('scripts/build.mjs')], { output: 'stderr' });
    if (code !== 0) throw new Error(`the build failed (exit ${code}); its errors are above`);
    say(`built dist/ in ${seconds(Date.now() - start)}`);
  });
}
