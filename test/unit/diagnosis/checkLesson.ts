import { expect } from 'vitest';
import type { Lesson } from '../../../src/protocol/lesson.js';

/** Terms that a beginner cannot be expected to know, each with what a lesson that uses it has to say of it. */
const TERMS: readonly (readonly [term: RegExp, told: RegExp])[] = [
  [/\bgradients?\b/i, /gradient,? (?:that |which )?tells each weight which way to move/i],
  [/\bslopes?\b/i, /slope of its activation|multiplied by that slope|flat|steep/i],
  [/\bnorm\b/i, /length/],
  [
    /\bdeviation\b/i,
    /how far (?:it|they) usually|on average, and its deviation|deviation from that|of the deviation|by its deviation/i,
  ],
  [/\bsaturated\b/i, /which is called saturated/],
  [/\bval_loss\b/, /validation data/],
  [/\bvalidation data\b/i, /never learns from|does not learn from/i],
  [/\blearning rate\b/i, /learning rate,? (?:says |sets )?how far/i],
  [/\bunder-fits?\b/i, /under-fits when/],
  [/\blogits?\b/i, /raw sums|before (?:a )?softmax/i],
  [/\bsoftmax\b/i, /shares of (?:a|one) whole|add up to 1|makes probabilities/i],
  [/\bNaN\b/, /not a number/],
];
const NOT_EXPLAINED =
  /\b(?:entropy|Jacobian|affine|convex|stochastic|manifold|backpropagation|backprop|hyperparameters?|regulari[sz]e|i\.i\.d)\b/i;

/** Two paragraphs of plain text, neither long, with a number of this net in the second, and no term that they do not explain. */
export function checkLesson(lesson: Lesson): void {
  expect(lesson).toHaveLength(2);
  const [idea, here] = lesson;
  for (const paragraph of lesson) {
    expect(paragraph.length).toBeGreaterThan(80);
    expect(paragraph.length).toBeLessThan(520);
    expect(paragraph).toMatch(/^[A-Z“].*[.?]$/);
    expect(paragraph).not.toMatch(/<\/?[a-z]|[`\n]|undefined|null|\bNaN (?:times|batches)| {2}/);
    for (const sentence of paragraph.split(/(?<=[.?]) (?=[A-Z])/)) expect(sentence.split(' ').length).toBeLessThan(48);
  }
  expect(here).toMatch(/\d/);
  const whole = `${idea} ${here}`;
  expect(whole).not.toMatch(NOT_EXPLAINED);
  for (const [term, told] of TERMS) if (term.test(whole)) expect(whole).toMatch(told);
}
