import { setConvolutions } from './convolutions.js';
import { setDepthwiseGradients } from './depthwiseGradients.js';
import { setMatMul } from './matMul.js';
import { setPools } from './pools.js';
import { setSegmentSum } from './segmentSum.js';

/** Makes the WASM backend train every layer, correctly and without its slow paths; once, before the backend is chosen. */
export function setKernels(): void {
  setMatMul();
  setConvolutions();
  setDepthwiseGradients();
  setPools();
  setSegmentSum();
}
