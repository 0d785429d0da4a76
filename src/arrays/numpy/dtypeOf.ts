import { type Arg, isScalar, Name } from '../values.js';
import { type DType, dtypeNamed } from './dtypes.js';

/** A type by what a program gives for `dtype`. @throws {NotKnown} */
export function dtypeOf(value: Arg): DType {
  if (value instanceof Name) return dtypeNamed(value.path);
  return dtypeNamed(isScalar(value) ? value : null);
}
