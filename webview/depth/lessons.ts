import type { DepthLesson } from '../../src/protocol/depth/question.js';

interface LessonText {
  /** On its tab. */
  readonly title: string;
  /** The idea, in a sentence or two for somebody who meets it for the first time. */
  readonly idea: string;
}

/** The lessons in their order. */
export const LESSONS: Readonly<Record<DepthLesson, LessonText>> = {
  collapse: {
    title: 'Linear layers',
    idea: 'A layer without an activation multiplies and adds, no more. Two of them in a row multiply twice, and that is one multiplication: one layer has the same outputs for every input.',
  },
  chain: {
    title: 'Chain rule',
    idea: 'Training sends a signal from the loss back to the input: how much each output would have to change. Each layer multiplies it twice, by the slope of its activation and by its weights. What arrives is the product of all of them.',
  },
  vanishing: {
    title: 'Vanishing',
    idea: 'Where every layer passes on only part of the signal, the first layers get almost none of it and do not learn. The gradients before the first step predict it; training shows it.',
  },
  data: {
    title: 'Data and depth',
    idea: 'A deeper net can tell more samples apart, and so it can learn more of them by heart. On samples that it has never seen, the loss then turns: it rises while the training loss still falls. How soon depends on how much data there are.',
  },
  width: {
    title: 'Wide input',
    idea: 'A Dense layer has a weight for every pair of input feature and unit. So a wide input makes the first layer large, however few units come after it: in memory, in multiplications, and in what there is to over-fit.',
  },
  blame: {
    title: 'Blame',
    idea: 'The signal tells, for every unit, how much the loss would change with its output. So each unit gets its share of the blame for a wrong answer, as the members of a team do.',
  },
};
