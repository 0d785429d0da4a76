import { mentionsIn } from '../../syntax/mentions.js';
import type { PythonNode } from '../../syntax/node.js';

const fitting = /^(?:fit|fit_generator|train_on_batch)$/;

const named = /stop_training|learning_rate|^lr$|set_value|set_weights|load_weights|^trainable$|train_on_batch/;
const called = /^(?:assign|assign_add|assign_sub|compile|fit)$/;

const calls = (code: PythonNode, name: RegExp): boolean =>
  mentionsIn(code).calls.some((call) => call.on !== null && name.test(call.name));

/** Whether code trains a model. */
export const trains = (code: PythonNode): boolean => calls(code, fitting);

/** Whether code looks as if it changed a training from within. */
export const changesTraining = (code: PythonNode): boolean =>
  calls(code, called) || [...mentionsIn(code).names].some((name) => named.test(name));
