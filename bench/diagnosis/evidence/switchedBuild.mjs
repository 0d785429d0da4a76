// The command line as it is built, but with a trainer whose evidence can be switched off and on while it trains.
import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { ensureBuild } from '../../../scripts/lib/build.mjs';
import { at } from '../../../scripts/lib/root.mjs';
import { REQUIRE_IN_ESM } from '../../bundledModule.mjs';

const WHOLE = '?whole';

/** What stands in a file's place, and takes from the file what it does while the switch is on. */
/** @type {Record<string, string>} */
const SWITCHED = {
  'src/trainer/tap/fitActivations.ts': `
import { FitActivations as Whole } from './fitActivations.ts${WHOLE}';
export class FitActivations extends Whole {
  constructor(...args) {
    super(...args);
    globalThis.gradlensEvidencePace = this.pace;
    const advance = this.ranks.advance.bind(this.ranks);
    this.ranks.advance = (step) => (globalThis.gradlensEvidenceOff ? null : advance(step));
  }
  isDue(step) {
    // Where nothing is measured, the interval goes on all the same.
    if (globalThis.gradlensEvidenceOff) this.skipTo(step + 1);
    return super.isDue(step);
  }
}`,
  'src/trainer/fit/dataWatch.ts': `
import { DataWatch as Whole } from './dataWatch.ts${WHOLE}';
export class DataWatch extends Whole {
  seeBatch(inputs, targets) {
    if (!globalThis.gradlensEvidenceOff) super.seeBatch(inputs, targets);
  }
  seeWhole(inputs, targets) {
    const start = performance.now();
    super.seeWhole(inputs, targets);
    globalThis.gradlensEvidenceOnce = (globalThis.gradlensEvidenceOnce ?? 0) + performance.now() - start;
  }
}`,
};

/** @returns {Promise<string>} its command line */
export async function switchedBuild() {
  await ensureBuild();
  const folder = at('.cache', 'bench', 'evidence', 'dist');
  rmSync(folder, { recursive: true, force: true });
  cpSync(at('dist'), folder, { recursive: true });
  const left = new Set(Object.keys(SWITCHED));
  await build({
    ...{ bundle: true, platform: 'node', target: 'node22', mainFields: ['module', 'main'], format: 'esm' },
    ...{ entryPoints: [at('src/trainer/main.ts')], outfile: join(folder, 'trainer', 'main.mjs') },
    ...{ external: ['@tensorflow/*'], banner: REQUIRE_IN_ESM, logLevel: 'warning' },
    plugins: [{ name: 'switched', setup: (setup) => switched(setup, left) }],
  });
  if (left.size > 0) throw new Error(`there is no ${[...left].join(', no ')} to be switched`);
  return join(folder, 'cli.mjs');
}

function switched(/** @type {import('esbuild').PluginBuild} */ setup, /** @type {Set<string>} */ left) {
  for (const [file, contents] of Object.entries(SWITCHED)) {
    const name = basename(file).replace('.', '\\.');
    setup.onResolve({ filter: new RegExp(`/${name}\\${WHOLE}$`) }, () => ({ path: at(file), suffix: WHOLE }));
    setup.onLoad({ filter: new RegExp(`/${name}$`) }, ({ path, suffix }) => {
      if (path !== at(file) || suffix === WHOLE) return null;
      left.delete(file);
      return { contents, loader: 'js', resolveDir: join(path, '..') };
    });
  }
}
