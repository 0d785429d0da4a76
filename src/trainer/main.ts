import { isMainThread } from 'node:worker_threads';
import { loadBackend } from './backend/loadBackend.js';
import { takeOptions } from './options.js';
import { startTrainer } from './trainer.js';
import { startThread } from './userThread/startThread.js';

/** V8's own limit of the frames that an error keeps. */
const USUAL_FRAMES = 10;
/** tfjs alone can stand ten calls deep between an error and the line of user code that led to it. */
const FRAMES = 100;

// Loaded by `node --import` before the user's file, which Node then runs as its own entry point. What the user's code forks or
// starts as a worker inherits the flag, but not the options.
const handed = isMainThread ? takeOptions(process.env) : null;
// What `node --stack-trace-limit` or user code itself sets later stays.
if (Error.stackTraceLimit === USUAL_FRAMES) Error.stackTraceLimit = FRAMES;
if (handed) {
  const { ahead } = handed;
  if (ahead) process.title = 'GradLens: ready for the next run';
  const loaded = ahead && (await loadBackend(ahead));
  const options = handed.options();
  if (!options) process.exit();
  // Systems list it by its command again, as one that was started for this run.
  if (ahead) process.title = [process.execPath, ...process.execArgv, ...process.argv.slice(1)].join(' ');
  await startTrainer(options, loaded);
}
if (!isMainThread) await startThread();
