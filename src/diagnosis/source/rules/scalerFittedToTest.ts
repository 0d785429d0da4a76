import { lastPart } from '../facts/names.js';
import type { SourceRule } from '../sourceRule.js';

/** A scaler that learns from the data kept apart: training and test are scaled differently, and the score tells of neither. By what scikit-learn's `fit` does. */
export const scalerFittedToTest: SourceRule = {
  id: 'scaler-fitted-to-test',
  find: ({ fitData }) =>
    (fitData?.[0]?.scalersOfTests ?? []).map((call) => {
      const scaler = call.callee.slice(0, call.callee.lastIndexOf('.'));
      const start = call.span.start;
      const [from, to] = [start.column + scaler.length + 1, start.column + call.callee.length];
      const name = { file: call.span.file, start: { ...start, column: from }, end: { ...start, column: to } };
      const isPlain = call.isFitted && lastPart(call.callee) === 'fit_transform' && !/\s/.test(call.callee);
      return {
        span: call.span,
        severity: 'warning' as const,
        category: 'preprocessing' as const,
        message: `${scaler} is fitted to ${call.arguments.list[0]?.text ?? 'test data'}.`,
        why: 'It learns its scale from the data that are kept apart: they are scaled otherwise than those it trains on, and the score says little.',
        help: 'Fit it to the training data alone, and only transform the others.',
        fixes: isPlain ? [{ title: 'Only transform', edits: [{ span: name, newText: 'transform' }] }] : [],
      };
    }),
  lesson: (_, { fitData }) => [
    'A scaler brings numbers to a usual size, with a mean and a spread that it learns from the data it is fitted to. The net then knows the world in that scale. Test data stand for samples that nobody has seen yet, so they are scaled in the way of the training data: a scale of their own moves every sample, and the net meets other numbers than it has learned from.',
    `In this program ${fitData?.[0]?.scalersOfTests?.length === 1 ? '1 call fits' : `${fitData?.[0]?.scalersOfTests?.length ?? 0} calls fit`} a scaler to data that are kept apart. If their mean is higher by 1, that is gone after scaling, and with it what the score should tell.`,
  ],
};
