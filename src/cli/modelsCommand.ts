import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { messageOf } from '../errors/errorText.js';
import type { SourceModel } from '../protocol/source.js';
import { findInPaths } from '../source/findInPaths.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { counted, jsonLine, say, writeOwn } from './ownWords.js';
import { UsageError } from './usage.js';
import { callerPath } from './userFile.js';

/** Lists the Sequential models of files and folders without running any of them. */
export async function modelsCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, json } = await parse(args);
  const { models, unreadable } = await findInPaths(paths);
  for (const { path, reason } of unreadable) say(`${path}: ${reason}`);
  if (json) writeOwn(process.stdout, jsonLine(models.map(listed)));
  else for (const { file, line, name } of models) writeOwn(process.stdout, `${file}:${line}  ${name}\n`);
  say(`found ${counted(models.length, 'model')}`);
  return EXIT.trained;
}

async function parse(args: readonly string[]): Promise<{ paths: string[]; json: boolean }> {
  const { values, positionals } = parseOptions(args);
  if (positionals.length === 0) throw new UsageError('models needs a file or folder.');
  const paths = positionals.map(callerPath);
  for (const path of paths) {
    if (!(await stat(path).catch(() => null))) throw new UsageError(`There is no file or folder ${path}.`);
  }
  return { paths, json: values.json ?? false };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function listed({ file, line, name, framework, layers, compileLine, fitLine, builder }: SourceModel): object {
  return {
    file,
    line,
    name,
    framework,
    layers: layers.map(({ className, line: at, repeated }) => ({
      className,
      line: at,
      ...(repeated ? { repeated } : {}),
    })),
    compileLine,
    fitLine,
    builder,
  };
}
