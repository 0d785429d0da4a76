import * as v from 'valibot';
import { Count, entity, list } from '../schema.js';

/** The lessons on what depth does, in the order in which they are taught. */
export const DEPTH_LESSONS = ['collapse', 'chain', 'vanishing', 'width', 'blame'] as const;
export type DepthLesson = (typeof DEPTH_LESSONS)[number];
export const DepthLesson = v.picklist(DEPTH_LESSONS);

/** Layers that a small net may have. */
const DEPTHS = { least: 2, most: 50 } as const;
const Depth = v.pipe(Count, v.minValue(DEPTHS.least), v.maxValue(DEPTHS.most));

/** What a process is asked that runs a program up to its first fit, and measures the model there in place of training it. */
export const DepthQuestion = v.variant('lesson', [
  entity({ lesson: v.literal('collapse') }),
  entity({ lesson: v.literal('chain') }),
  /** The depths that are trained, in this order, and the steps that each net takes at most. */
  entity({ lesson: v.literal('vanishing'), depths: v.pipe(list(Depth), v.minLength(1), v.maxLength(8)), steps: Count }),
  entity({ lesson: v.literal('width') }),
  /** Which sample is looked at, from 0. */
  entity({ lesson: v.literal('blame'), sample: Count }),
]);
export type DepthQuestion = v.InferOutput<typeof DepthQuestion>;
