import * as v from 'valibot';
import { didFirstStep } from '../platform/firstSteps.js';
import { tellModal } from '../platform/messages.js';
import { Lesson } from '../protocol/lesson.js';
import type { Command } from './deps.js';

const Explained = v.object({ message: v.string(), lesson: Lesson });

/** Shows the two paragraphs that teach a finding, where the light bulb was asked for them. */
export const explainFinding = (): Command => async (argument) => {
  const explained = v.safeParse(Explained, argument);
  if (!explained.success) return;
  const { message, lesson } = explained.output;
  didFirstStep('why');
  await tellModal('information', { message, detail: lesson.join('\n\n') });
};
