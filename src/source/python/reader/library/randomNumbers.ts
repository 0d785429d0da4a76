import type { PythonNode } from '../../syntax/node.js';
import type { Machine, Trace } from '../machine.js';
import type { Arguments } from '../values/values.js';

const drawing =
  /^(?:rand|randn|random|random_sample|ranf|sample|uniform|normal|standard_normal|gauss|normalvariate|randint|randrange|random_integers|exponential|expovariate|poisson|binomial|beta|gamma|lognormal|laplace)$/;

/** Says once that a source draws numbers without a seed: they are others at each run of Python, and so they are here. */
export function noteRandomNumbers({ trace }: Machine, path: string, args: Arguments, node: PythonNode): void {
  const isMaker = /^numpy\.random\.(?:default_rng|RandomState)$/.test(path);
  if (isMaker && (args.positional[0] ?? args.named.get('seed') ?? null) === null) noteUnseeded(trace, node);
  const [, library = '', name = ''] = /^(numpy\.random|random)\.(\w+)$/.exec(path) ?? [];
  const { program } = trace;
  if (name === 'seed') program.seeded.add(library);
  if (path === 'keras.utils.set_random_seed') for (const each of ['numpy.random', 'random']) program.seeded.add(each);
  if (!drawing.test(name) || program.seeded.has(library)) return;
  program.seeded.add(library);
  noteUnseeded(trace, node);
}

function noteUnseeded({ program }: Trace, node: PythonNode): void {
  const text = 'The source draws these random numbers without a seed, so Python would draw different ones.';
  program.note(node, { kind: 'guessed', text, changesLearning: false });
}
