import { isMainThread } from 'node:worker_threads';
import { takeOptions } from './options.js';
import { startTrainer } from './trainer.js';
import { startThread } from './userThread/startThread.js';

// Loaded by `node --import` before the user's file, which Node then runs as its own entry point. What the user's code forks or
// starts as a worker inherits the flag, but not the options.
const options = isMainThread ? takeOptions(process.env) : null;
if (options) await startTrainer(options);
if (!isMainThread) await startThread();
