import { firstPoint } from './firstPoint.mjs';
import { further } from './further.mjs';
import { growth } from './growth.mjs';
import { losses } from './losses.mjs';
import { memory } from './memory.mjs';
import { runFiles } from './runFiles.mjs';
import { start } from './start.mjs';
import { takeOver } from './takeOver.mjs';
import { wasm } from './wasm.mjs';
import { ways } from './ways.mjs';

/** What is measured beside the central comparison, in this order. */
export const PARTS = [further, ways, losses, takeOver, firstPoint, start, memory, runFiles, wasm, growth];
