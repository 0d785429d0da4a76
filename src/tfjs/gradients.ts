import type { Gradients, Tensor } from './tfjs.js';

/** By the variables' names, in their order. tfjs has undefined where the loss does not depend on a variable. */
export function gradientsByName(gradients: Gradients): Map<string, Tensor | null> {
  const entries = Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients as Record<string, Tensor | null | undefined>);
  return new Map(entries.map(([name, tensor]) => [name, tensor ?? null]));
}

/** The same as optimizers take them. */
export function gradientList(gradients: ReadonlyMap<string, Tensor | null>): Gradients {
  return [...gradients].map(([name, tensor]) => ({ name, tensor }));
}

/** Those that there are. */
export function presentGradients(gradients: ReadonlyMap<string, Tensor | null>): { name: string; tensor: Tensor }[] {
  return [...gradients].flatMap(([name, tensor]) => (tensor ? [{ name, tensor }] : []));
}
