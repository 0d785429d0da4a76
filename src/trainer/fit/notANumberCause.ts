import type { SourceLocation } from '../../protocol/fit.js';
import type { BrokenNumbers } from '../../protocol/trainer.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import type { UserCode } from '../capture/userCode.js';

export interface NotANumberContext {
  readonly tf: Tfjs;
  readonly created: CreatedLayers;
  readonly userCode: UserCode;
}

/** What broke, as the end of a sentence, and where. */
export interface Cause {
  readonly text: string;
  readonly location: SourceLocation | null;
  readonly first: BrokenNumbers['first'];
  /** Name of the layer that it is. */
  readonly layer?: string;
}
