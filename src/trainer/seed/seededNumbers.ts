import { engineOf } from '../../tfjs/engine.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import type { Draw, Streams } from './streams.js';

/** How tfjs's scopes of its own functions end: within one, it is tfjs that asks for a number, and not the program. */
const OF_TFJS = '__op';

/**
 * Puts streams in the place of `Math.random`, from which tfjs takes a start for whatever it draws without a seed: that of what is under
 * way (a layer, a shuffle), else that of tfjs's functions or of the program itself.
 */
export class SeededNumbers {
  private current: Draw | null = null;

  constructor(tf: Tfjs, streams: Streams) {
    const [program, tensors] = [streams.next('Math.random'), streams.next('tf')];
    const { state } = engineOf(tf);
    const isTfjs = () => state.activeScope?.name?.endsWith(OF_TFJS) ?? false;
    Math.random = () => (this.current ?? (isTfjs() ? tensors : program))();
  }

  /** What is drawn while this runs comes from a stream of its own. */
  during<T>(draw: Draw, run: () => T): T {
    const before = this.current;
    this.current = draw;
    try {
      return run();
    } finally {
      this.current = before;
    }
  }
}
