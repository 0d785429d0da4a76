import { describe, expect, it } from 'vitest';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { RUN_RULES } from '../../../../src/diagnosis/run/runRules.js';
import { checkLesson } from '../checkLesson.js';
import { figures } from './figures.js';
import { SICK_FITS } from './sickFits.js';

const found = SICK_FITS.flatMap(([, what, made]) => {
  const { found: all } = judgeFit(figures(made), (rule, error) => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  });
  return all.map(({ rule, lesson }) => ({ what, rule, lesson }));
});

describe('the lesson of a finding', () => {
  it.each(found)('teaches $rule of $what', ({ lesson }) => checkLesson(lesson));

  it('is there for every rule of a run', () => {
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(RUN_RULES.map(({ id }) => id)));
  });
});
