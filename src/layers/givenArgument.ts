import type { SourceLayer } from '../protocol/source.js';
import type { SourceArgument } from '../protocol/sourceValue.js';
import { argumentOrder, modernName } from './argumentNames.js';

/**
 * An argument of a layer's call, in JavaScript or Python, by the name that Keras 2 has for it; null where the call certainly has none, undefined where
 * the source leaves that open.
 */
export function givenArgument(
  { className, arguments: given }: Pick<SourceLayer, 'className' | 'arguments'>,
  name: string,
): SourceArgument | null | undefined {
  if (!given) return undefined;
  const order = argumentOrder(className);
  const named = given.list.find((argument) => argument.name !== null && inKeras(className, argument.name) === name);
  const positional = given.list.filter((argument) => argument.name === null);
  const found = named ?? positional[order.indexOf(name)];
  return found ?? (given.complete && positional.length <= order.length ? null : undefined);
}

/** `kernelSize`, and `nb_filter` of Keras 1, as Keras 2 has them. */
function inKeras(className: string, name: string): string {
  return modernName(
    className,
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
}
