import * as v from 'valibot';
import { Count, entity, list } from '../schema.js';

/** The lessons on what depth does, in the order in which they are taught. */
export const DEPTH_LESSONS = ['collapse', 'chain', 'vanishing', 'data', 'width', 'blame'] as const;
export type DepthLesson = (typeof DEPTH_LESSONS)[number];
export const DepthLesson = v.picklist(DEPTH_LESSONS);

/** Layers that a small net may have. */
const DEPTHS = { least: 2, most: 50 } as const;
const Depth = v.pipe(Count, v.minValue(DEPTHS.least), v.maxValue(DEPTHS.most));

/** Layers in the middle of a net, and the share of the samples that it is trained on, in percent. */
const Middle = v.pipe(Count, v.minValue(1), v.maxValue(DEPTHS.most));
const Percent = v.pipe(Count, v.minValue(1), v.maxValue(100));

/** What a process is asked that runs a program up to its first fit, and measures the model there in place of training it. */
export const DepthQuestion = v.variant('lesson', [
  entity({ lesson: v.literal('collapse') }),
  entity({ lesson: v.literal('chain') }),
  /** The depths that are trained, in this order, and the steps that each net takes at most. */
  entity({ lesson: v.literal('vanishing'), depths: v.pipe(list(Depth), v.minLength(1), v.maxLength(8)), steps: Count }),
  /** A net is trained for each pair of a share and a depth, both ascending, for so many steps at most. */
  entity({
    lesson: v.literal('data'),
    shares: v.pipe(list(Percent), v.minLength(2), v.maxLength(8)),
    depths: v.pipe(list(Middle), v.minLength(2), v.maxLength(8)),
    steps: Count,
  }),
  entity({ lesson: v.literal('width') }),
  /** Which sample is looked at, from 0. */
  entity({ lesson: v.literal('blame'), sample: Count }),
]);
export type DepthQuestion = v.InferOutput<typeof DepthQuestion>;

/** Steps in which a net that learns comes below guessing. */
const STEPS = 60;

export const vanishingAt = (depth: number): DepthQuestion => ({ lesson: 'vanishing', depths: [depth], steps: STEPS });

/** What each lesson asks before a person has chosen anything in it. */
export const FIRST_QUESTIONS: Readonly<Record<DepthLesson, DepthQuestion>> = {
  collapse: { lesson: 'collapse' },
  chain: { lesson: 'chain' },
  vanishing: vanishingAt(20),
  data: { lesson: 'data', shares: [5, 10, 25, 50, 100], depths: [1, 2, 4, 8], steps: 400 },
  width: { lesson: 'width' },
  blame: { lesson: 'blame', sample: 0 },
};
