import { messageOf } from '../../errors/errorText.js';
import type { DepthAnswer } from '../../protocol/depth/answers.js';
import type { DepthQuestion } from '../../protocol/depth/question.js';
import { blame } from './blame.js';
import { chainRule } from './chainRule.js';
import { collapse } from './collapse.js';
import { dataShares } from './dataShares.js';
import type { DepthSubject } from './depthSubject.js';
import { MOST_SAMPLES } from './lessonSamples.js';
import { vanishing } from './vanishing.js';
import { width } from './width.js';

/** Samples that a question wants of the first epoch. */
export function samplesFor(question: DepthQuestion): number {
  switch (question.lesson) {
    case 'chain':
    case 'width':
      return 1;
    case 'vanishing':
      return 512;
    case 'data':
      return MOST_SAMPLES;
    case 'collapse':
    case 'blame':
      return 256;
  }
}

/** Measures what a question asks for, and tells each answer as it comes. Blocks until it is done. */
export function answerQuestion(
  question: DepthQuestion,
  open: () => DepthSubject,
  tell: (answer: DepthAnswer) => void,
): void {
  try {
    const subject = open();
    switch (question.lesson) {
      case 'collapse':
        tell(collapse(subject));
        break;
      case 'chain':
        tell(chainRule(subject));
        break;
      case 'vanishing':
        vanishing(subject, question, tell);
        break;
      case 'data':
        dataShares(subject, question, tell);
        break;
      case 'width':
        tell(width(subject));
        break;
      case 'blame':
        tell(blame(subject, question.sample));
        break;
    }
  } catch (error) {
    tell({ lesson: 'none', reason: `This net cannot be measured so: ${messageOf(error)}` });
  }
}
