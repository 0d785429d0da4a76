import { growth } from './growth.mjs';
import { losses } from './losses.mjs';
import { memory } from './memory.mjs';
import { start } from './start.mjs';
import { wasm } from './wasm.mjs';
import { ways } from './ways.mjs';

/** What is measured beside the central comparison, in this order. */
export const PARTS = [ways, losses, start, memory, wasm, growth];
