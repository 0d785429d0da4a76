// Unpacks the Chromium of @sparticuz/chromium, which needs nothing of the machine but glibc, and gives it a font.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { run } from '../../scripts/lib/guarded.mjs';
import { say } from '../../scripts/lib/say.mjs';

/** The system libraries (nss, nspr, expat) that go with the browser. */
const LIBRARIES = 'al2023';

const FONT_FAMILIES = {
  monospace: 'DejaVu Sans Mono',
  'sans-serif': 'DejaVu Sans',
  serif: 'DejaVu Serif',
  'system-ui': 'DejaVu Sans',
};

/** Faces that fontconfig would otherwise prefer to the plain ones. */
const REJECTED_FONTS = ['*MathTeXGyre*', '*ExtraLight*', '*Condensed*'];

/** @typedef {import('./paths.mjs').RigPaths} RigPaths */

export async function unpackChromium(/** @type {RigPaths} */ paths) {
  say('unpacking the browser');
  await rm(paths.chromium, { recursive: true, force: true });
  await mkdir(join(paths.chromium, LIBRARIES), { recursive: true });
  await decompress(paths, 'chromium.br', join(paths.chromium, 'chromium'), 0o755);
  const archive = join(paths.chromium, `${LIBRARIES}.tar`);
  await decompress(paths, `${LIBRARIES}.tar.br`, archive, 0o644);
  const code = await run('tar', ['xf', archive, '-C', join(paths.chromium, LIBRARIES)], { output: 'stderr' });
  if (code !== 0) throw new Error(`tar could not unpack ${archive} (exit ${code})`);
  await rm(archive);
  await writeFile(join(paths.chromium, 'fonts.conf'), fontConfiguration(paths));
}

/** Where the browser is and what its environment needs. */
export function chromiumLaunch(/** @type {RigPaths} */ { chromium }) {
  const libraries = [join(chromium, LIBRARIES, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: join(chromium, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(chromium, 'fonts.conf') },
  };
}

async function decompress(
  /** @type {RigPaths} */ { modules },
  /** @type {string} */ name,
  /** @type {string} */ to,
  /** @type {number} */ mode,
) {
  const from = join(modules, '@sparticuz', 'chromium', 'bin', name);
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}

/** Chromium aborts where fontconfig finds no font: one family, the same on every machine. */
function fontConfiguration(/** @type {RigPaths} */ { modules, chromium }) {
  const rejected = REJECTED_FONTS.map((glob) => `<glob>${glob}</glob>`).join('');
  const aliases = Object.entries(FONT_FAMILIES).map(
    ([alias, family]) =>
      `  <alias binding="same"><family>${alias}</family><prefer><family>${family}</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(modules, 'dejavu-fonts-ttf', 'ttf')}</dir>
  <cachedir>${join(chromium, 'font-cache')}</cachedir>
  <selectfont><rejectfont>${rejected}</rejectfont></selectfont>
${aliases.join('\n')}
</fontconfig>
`;
}
