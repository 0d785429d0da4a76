import type { ModelRecipe } from '../../protocol/launch.js';
import type { Sequential } from '../../tfjs/tfjs.js';
import type { BuildRun } from './buildRun.js';

/**
 * The Sequential that a recipe is about: the last one that was created at its place; else the value that came back, or a property of it;
 * else the last one created.
 */
export function modelOf(
  run: BuildRun,
  value: unknown,
  { span }: Pick<Extract<ModelRecipe, { span: unknown }>, 'span'>,
): Sequential | null {
  const made = run.sequentials();
  const inside = made.filter((model) => {
    const place = run.placeOf(model);
    return place?.file === span.file && span.start.line <= place.line && place.line <= span.end.line;
  });
  return inside.at(-1) ?? asSequential(run, value) ?? made.at(-1) ?? null;
}

function asSequential({ tf }: BuildRun, value: unknown): Sequential | null {
  if (value instanceof tf.Sequential) return value;
  if (typeof value !== 'object' || value === null) return null;
  return Object.values(value).find((each): each is Sequential => each instanceof tf.Sequential) ?? null;
}
