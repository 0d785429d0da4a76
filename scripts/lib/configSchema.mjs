// The JSON schema of gradlens.json, from the one description that checks it at run time too.
import * as esbuild from 'esbuild';
import { at } from './root.mjs';

/** @returns {Promise<string>} */
export async function readConfigSchema() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [at('src/config/jsonSchema.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'warning',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { configSchemaText } = await import(`data:text/javascript;base64,${code}`);
  return configSchemaText();
}
