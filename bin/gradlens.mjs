#!/usr/bin/env node
// The command line of the npm package. Plain JavaScript, so that a Node that is too old can say so.

/** The first Node that has `module.registerHooks`, by which the trainer gives user code its TensorFlow.js. */
const NEEDED = [22, 15];

/** Beside this in the package; types know it by its sources. */
const CLI = new URL('../dist/cli.mjs', import.meta.url).href;

/** As for a backend that cannot be had. */
const NOTHING_TRAINED = 3;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [neededMajor = 0, neededMinor = 0] = NEEDED;
if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) {
  await import(CLI);
} else {
  process.stderr.write(
    `gradlens: GradLens needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = NOTHING_TRAINED;
}
