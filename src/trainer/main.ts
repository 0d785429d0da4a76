import { isMainThread } from 'node:worker_threads';
import { takeOptions } from './options.js';
import { startTrainer } from './trainer.js';
import { startThread } from './userThread/startThread.js';

/** V8's own limit of the frames that an error keeps. */
const USUAL_FRAMES = 10;
/** tfjs alone can stand ten calls deep between an error and the line of user code that led to it. */
const FRAMES = 100;

// Loaded by `node --import` before the user's file, which Node then runs as its own entry point. What the user's code forks or
// starts as a worker inherits the flag, but not the options.
const options = isMainThread ? takeOptions(process.env) : null;
// What `node --stack-trace-limit` or user code itself sets later stays.
if (Error.stackTraceLimit === USUAL_FRAMES) Error.stackTraceLimit = FRAMES;
if (options) await startTrainer(options);
if (!isMainThread) await startThread();
