import { compileFunction } from 'node:vm';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import type { Tfjs } from '../../tfjs/tfjs.js';

/** The value of a JavaScript expression that answers an open question; `tf` is known in it. @throws {HumanError} where it is none */
export function evaluateText(text: string, tf: Tfjs): unknown {
  try {
    return compileFunction(`return (${text}\n)`, ['tf'])(tf);
  } catch (error) {
    const reason = messageOf(error);
    throw new HumanError(`The value ${text} cannot be used: ${reason}.`);
  }
}
