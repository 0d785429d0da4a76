import { readFile } from 'node:fs/promises';
import { BUILT } from './builtFiles.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { jsonLine, writeOwn } from './ownWords.js';
import { typedOptions } from './typedArguments.js';

/**
 * The version of everything that `--json` writes, which docs/json.md describes. It goes up where a field that is there goes away or means something
 * else; another field, or another type of line, leaves it.
 */
const JSON_VERSION = 1;

/** Says which GradLens this is, and which version of its JSON it writes. */
export async function versionCommand(args: readonly string[]): Promise<ExitCode> {
  const { json = false } = typedOptions(args, { json: { type: 'boolean' } });
  const version = await ownVersion();
  writeOwn(process.stdout, json ? jsonLine({ version, json: JSON_VERSION }) : `${version}\n`);
  return EXIT.trained;
}

/** GradLens's own, as its manifest has it. */
export async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(BUILT.manifest, 'utf8')) as { readonly version: string };
  return version;
}
