import type { SourceModel } from '../protocol/source.js';
import { findInPaths } from '../source/findInPaths.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { counted, jsonLine, say, writeOwn } from './ownWords.js';
import { existingPaths, typedArguments } from './typedArguments.js';

/** Lists the Sequential models of files and folders without running any of them. */
export async function modelsCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = typedArguments(args, { json: { type: 'boolean' } });
  const { models, unreadable } = await findInPaths(await existingPaths('models', positionals));
  for (const { path, reason } of unreadable) say(`${path}: ${reason}`);
  if (values.json) writeOwn(process.stdout, jsonLine(models.map(listed)));
  else for (const { file, line, name } of models) writeOwn(process.stdout, `${file}:${line}  ${name}\n`);
  say(`found ${counted(models.length, 'model')}`);
  return EXIT.trained;
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
