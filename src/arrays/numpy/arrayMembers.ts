import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { type Arg, type Args, isList, Name } from '../values.js';
import { dtypeOf } from './dtypeOf.js';
import { mapNumbers } from './elementwise.js';
import { entryFunctions } from './functions.js';
import { setItem } from './indexing.js';
import type { NdArray } from './ndArray.js';
import { nestedLists } from './nested.js';
import { reduceFunctions } from './reduceFunctions.js';
import { shapeFunctions } from './shapeFunctions.js';
import { reshape, transpose } from './shaping.js';
import { sort } from './sorting.js';

/** `X.shape`; undefined where arrays have no such attribute. */
export function arrayAttribute(array: NdArray, name: string): Arg | undefined {
  switch (name) {
    case 'shape':
      return array.shape;
    case 'ndim':
      return array.ndim;
    case 'size':
      return array.size;
    case 'dtype':
      return new Name(`numpy.${array.dtype}`);
    case 'T':
      return transpose(array);
    case 'flat':
      return array.withShape([array.size]);
    default:
      return undefined;
  }
}

/** Methods that are functions of NumPy too, with the array as their first argument. */
const asFunction = new Set(
  'sum mean std var max min ptp prod argmax argmin any all cumsum cumprod argsort ravel squeeze swapaxes repeat dot round clip nonzero'.split(
    ' ',
  ),
);

const functions: Readonly<Record<string, ArrayFunction>> = { ...entryFunctions, ...shapeFunctions, ...reduceFunctions };

/** Sizes or axes, given as one list or one by one. */
function several(args: Args): number[] {
  const [first] = args.positional;
  const items = isList(first) ? first : args.positional;
  return items.map((item) => {
    if (typeof item === 'number') return item;
    throw new NotKnown('a size that is not a number is not supported');
  });
}

export function arrayMethod(array: NdArray, name: string, args: Args): Arg {
  switch (name) {
    case 'reshape':
      return reshape(
        array,
        several({
          ...args,
          positional: args.positional.length > 0 ? args.positional : [args.named.get('shape') ?? null],
        }),
      );
    case 'transpose':
      return transpose(array, args.positional.length > 0 && args.positional[0] !== null ? several(args) : undefined);
    case 'astype':
      return taking('dtype copy~', (given) => array.astype(dtypeOf(given.need('dtype'))))(args, 'astype');
    case 'flatten':
    case 'copy':
      return name === 'copy' ? array.copy() : array.copy().withShape([array.size]);
    case 'tolist':
      return nestedLists(array);
    case 'item':
      if (array.size === 1) return array.scalars()[0] ?? null;
      throw new NotKnown('item of an array of several entries is not supported');
    case 'numpy':
    case 'to_numpy':
    case 'toarray':
    case 'todense':
      return array;
    case 'fill':
      setItem(array, [new Name('Ellipsis')], args.positional[0] ?? null);
      return null;
    case 'sort':
      setItem(array, [new Name('Ellipsis')], sort(array, -1));
      return null;
    case 'conj':
      return mapNumbers(array, (value) => value, 'same');
  }
  const call = asFunction.has(name) ? functions[`numpy.${name}`] : undefined;
  if (!call) throw new NotKnown(`${name} of an array is not supported`);
  return call({ ...args, positional: [array, ...args.positional] }, name);
}
