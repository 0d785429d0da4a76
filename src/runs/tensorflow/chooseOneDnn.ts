import { choiceOf, type Environment, type SettingChoice, type SizedStep } from './settingChoice.js';

/**
 * Whether TensorFlow computes with Intel's oneDNN library. Left alone, it does so only on processors with instructions for neural networks:
 * it is always told, so that a training does not depend on the processor.
 */
const ONEDNN_VARIABLE = 'TF_ENABLE_ONEDNN_OPTS';

/** Floating point operations of a step from which oneDNN's matrix products make up for what each of its calls costs more. */
const WORTH_ITS_CALLS = 5e7;

/**
 * oneDNN is two to three times as fast in convolutions and pools of any size, a tenth in wide dense nets, and slower in small ones. In recurrent
 * nets it is no faster, and TensorFlow's optimizer complains of what it would fuse there.
 */
export function chooseOneDnn(size: SizedStep | null, env: Environment): SettingChoice {
  const own = choiceOf(ONEDNN_VARIABLE, env);
  if (own) return own;
  if (!size) return chosen('0', 'the layers of the model are not known yet');
  const wide = size.operations >= WORTH_ITS_CALLS;
  const wanted = size.kind === 'convolutional' || (size.kind === 'dense' && wide);
  const why = `the net is ${size.kind === 'dense' ? `dense and ${wide ? 'wide' : 'small'}` : size.kind}`;
  return chosen(wanted ? '1' : '0', why);
}

function chosen(value: '0' | '1', why: string): SettingChoice {
  return { env: { [ONEDNN_VARIABLE]: value }, reason: `${ONEDNN_VARIABLE}=${value}: ${why}` };
}
