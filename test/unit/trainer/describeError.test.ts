import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { CreatedLayers } from '../../../src/trainer/capture/createdLayers.js';
import type { UserCode } from '../../../src/trainer/capture/userCode.js';
import { describeError } from '../../../src/trainer/endings/describeError.js';
import { TrainingErrors } from '../../../src/trainer/endings/trainingErrors.js';

const userCode = {
  fileOf: (script: string) => (script.startsWith('/home/') ? script : null),
  inSource: (file: string, line: number, column: number) => ({ file, line, column }),
} as unknown as UserCode;
const created = { find: () => undefined, placeOf: () => null } as unknown as CreatedLayers;

/** What is said of an error that was thrown in the first of two frames, and its line. */
function said(name: string, message: string, thrownIn: string): string {
  const error = Object.assign(new Error(message), {
    name,
    stack: `${name}: ${message}\n    at Float32Array.set (<anonymous>)\n    at work (${thrownIn}:9:2)\n    at main (/home/me/net.js:3:5)`,
  });
  Object.setPrototypeOf(error, name === 'TypeError' ? TypeError.prototype : Error.prototype);
  const { problem } = describeError(error, { tf, userCode, errors: new TrainingErrors(created), lastLoaded: null });
  return `${problem.location?.line}: ${problem.message}`;
}

const LIBRARY = '/opt/node_modules/@tensorflow/tfjs-layers/dist/index.js';

it('an error of TensorFlow is told with its message, which stands on a line of its own', () => {
  const message = 'Invalid TF_Status: 3\nMessage: Input to reshape is a tensor with 10797 values';
  expect(said('Error', message, LIBRARY)).toBe(
    '3: Error: Invalid TF_Status: 3 Message: Input to reshape is a tensor with 10797 values',
  );
});

it('an error that tfjs threw is told with what would mend it', () => {
  expect(said('Error', 'The model needs to be compiled before being used.', LIBRARY)).toContain('model.compile(');
});

it('a member that is missing in the code of a person is told with the nearest, and none where tfjs itself misses it', () => {
  expect(said('TypeError', 'tf.layers.Dense is not a function', '/home/me/net.js')).toContain('tf.layers.dense?');
  expect(said('TypeError', 'tf.layers.Dense is not a function', LIBRARY)).not.toContain('Did you mean');
});

it('CommonJS in a module is told with Node’s reason and what helps, which stand on a line of their own', () => {
  const message =
    'require is not defined in ES module scope, you can use import instead\nTo treat it as a CommonJS script, rename it.';
  expect(said('ReferenceError', message, '/home/me/net.js')).toBe(
    '9: ReferenceError: require is not defined in ES module scope, you can use import instead. To treat it as a CommonJS script, rename it.',
  );
});
