import type { DataAnswer } from '../../protocol/depth/answers.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import type { DepthSubject } from './depthSubject.js';
import { type Parts, partsOf, type Rows } from './shares.js';
import { type Ground, groundOf } from './smallNets.js';
import { standInFor } from './standIn.js';

/** That shares can be taken of. */
export const FEWEST_SAMPLES = 40;
/** That are taken at most: small nets are to be trained in seconds. */
export const MOST_SAMPLES = 1024;

/** What nets are trained on and held against, and where it comes from. */
export interface LessonSamples extends Pick<DataAnswer, 'standIn' | 'isNoise'> {
  readonly ground: Ground;
  readonly parts: Parts;
}

/** The model's own samples; built-in data where those are too few or random numbers, as far as some fit it; null where there are not enough. */
export function samplesOf(subject: DepthSubject): LessonSamples | null {
  const { isNoise } = subject;
  const own = parted(subject, subject);
  const isFew = own.parts.training.length + own.parts.validation.length < FEWEST_SAMPLES;
  const because = isNoise ? 'noise' : isFew ? 'few' : null;
  const instead = because && standInFor(subject.tf, subject.model, MOST_SAMPLES);
  if (because && instead)
    return { ...parted(subject, instead), standIn: { title: instead.title, because }, isNoise: false };
  return isFew ? null : { ...own, standIn: null, isNoise };
}

function parted(
  { tf, model }: DepthSubject,
  { inputs, targets }: Pick<DepthSubject, 'inputs' | 'targets'>,
): Pick<LessonSamples, 'ground' | 'parts'> {
  const ground = groundOf({ tf, model, inputs, targets });
  const rows = (tensor: Tensor): Rows => ({ values: tensor.dataSync(), count: tensor.shape[0] ?? 0 });
  return { ground, parts: partsOf(rows(ground.inputs), rows(ground.targets)) };
}
