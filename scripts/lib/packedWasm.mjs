// WebAssembly that a module carries as base64 text, packed into a file beside its bundle: a quarter of the size, in the package as on disk.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** A WebAssembly module, which begins with "\0asm", as the bytes of a buffer. */
const CARRIED = /\b\w+\.from\(\s*"(AGFzb[\w+/]+=*)",\s*"base64"\s*\)/;

/**
 * @param {string} folder where the bundle goes
 * @param {string} name of the file
 * @param {number} quality 11 takes seconds for a tenth less than 5
 * @returns {import('esbuild').Plugin}
 */
export const packedWasm = (folder, name, quality) => ({
  name: 'packed-wasm',
  setup(build) {
    build.onLoad({ filter: /[\\/]amaro[\\/]dist[\\/]internal\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const [call, carried] = CARRIED.exec(text) ?? [];
      if (call === undefined || carried === undefined) throw new Error(`${path} carries no WebAssembly where it did`);
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
      writeFileSync(join(folder, name), brotliCompressSync(Buffer.from(carried, 'base64'), { params }));
      const file = `require('node:path').join(__dirname, ${JSON.stringify(name)})`;
      const read = `require('node:zlib').brotliDecompressSync(require('node:fs').readFileSync(${file}))`;
      return { contents: text.replace(call, () => read), loader: 'js' };
    });
  },
});
