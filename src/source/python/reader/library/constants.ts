import { canonical } from '../../names/kerasModules.js';
import { external, type Value } from '../values/values.js';

const constants: Readonly<Record<string, Value>> = {
  'numpy.pi': Math.PI,
  'math.pi': Math.PI,
  'numpy.e': Math.E,
  'math.e': Math.E,
  'numpy.inf': Number.POSITIVE_INFINITY,
  'math.inf': Number.POSITIVE_INFINITY,
  'numpy.newaxis': null,
  __name__: '__main__',
  __file__: external('__file__'),
  'sys.version_info.major': 3,
};

/** The value of a name of Python's or a library's own; undefined where it has none. */
export function constantOf(path: string): Value | undefined {
  const full = canonical(path);
  return Object.hasOwn(constants, full) ? constants[full] : undefined;
}
