import { pathToFileURL } from 'node:url';
import { SourceError } from '../../errors/sourceError.js';
import type { ModelRecipe } from '../../protocol/launch.js';
import { exposedValue, exposeFrom } from '../userModule/exposed.js';
import type { BuildRun } from './buildRun.js';
import { evaluateText } from './evaluateText.js';
import { modelOf } from './modelOf.js';
import { fitOf, type MadeModel } from './sourceFit.js';

type BuilderRecipe = Extract<ModelRecipe, { kind: 'builder' }>;
type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => Record<string, unknown>;

/**
 * Loads the user's file and calls what builds the model, exported or not.
 * @throws {SourceError} where that makes no Sequential; what the user's code throws passes through
 */
export async function modelFromBuilder(run: BuildRun, recipe: BuilderRecipe): Promise<MadeModel> {
  const { file, line, builder } = recipe;
  const [owner = builder.name, ...rest] = builder.name.split('.');
  exposeFrom(file, owner);
  await import(pathToFileURL(file).href);
  const place = { file, line, column: 1 };
  const callee = exposedValue();
  if (typeof callee !== 'function') throw new SourceError(`${owner} is not a function or class of this file.`, place);
  const valuesOf = (texts: readonly string[]) => texts.map((text) => evaluateText(text, run.tf));
  const made = await callBuilder(callee as Callable & Constructor, builder.kind, rest[0], {
    args: valuesOf(recipe.arguments),
    constructorArgs: valuesOf(recipe.constructorArguments),
  });
  const model = modelOf(run, made, recipe);
  if (!model) throw new SourceError(`${builder.name} was called but created no Sequential model.`, place);
  return { model, fit: fitOf(recipe.fit, run.tf) };
}

async function callBuilder(
  callee: Callable & Constructor,
  kind: BuilderRecipe['builder']['kind'],
  method: string | undefined,
  { args, constructorArgs }: { args: readonly unknown[]; constructorArgs: readonly unknown[] },
): Promise<unknown> {
  if (kind === 'function') return callee(...args);
  if (kind === 'class' || method === undefined) return new callee(...constructorArgs);
  const statics = callee as unknown as Record<string, unknown>;
  const owner = typeof statics[method] === 'function' ? statics : new callee(...constructorArgs);
  const call = owner[method];
  const made = typeof call === 'function' ? await call.apply(owner, args) : call;
  return made ?? owner;
}
