import { formatNumber } from '../../../protocol/numberText.js';
import { alertExpression } from '../../alerts/alertExpression.js';
import { alertTimeline } from '../alertTimeline.js';
import type { RunRule } from '../runRule.js';

/** Conditions of a person's own, from `gradlens.json`: each is told from the first time on that it holds. */
export const alert: RunRule = {
  id: 'alert',
  ofLogs: true,
  find: (fit) =>
    fit.alerts.flatMap(({ when, severity = 'warning', message = when }) => {
      const expression = alertExpression(when);
      const timeline = alertTimeline(fit, expression.names);
      const point = timeline?.steps.findIndex((_, each) => expression.isTrue(timeline.at(each))) ?? -1;
      if (!timeline || point < 0) return [];
      const figures = timeline.at(point);
      const values = expression.names.map((name) => [name, figures.value(name)] as const);
      const step = timeline.steps[point] ?? 0;
      const numbers = values.map(([name, value]) => `${name} ${valueText(value)}`).join(', ');
      return [
        {
          rule: alert.id,
          category: 'api' as const,
          severity,
          message: `${message.replace(/\.$/, '')} (${numbers}; first at batch ${step}).`,
          why: `Your alert in gradlens.json: ${when}.`,
          help: 'Change the net, or the alert in gradlens.json.',
          layer: null,
          since: step,
          evidence: Object.fromEntries(values),
        },
      ];
    }),
  lesson: ({ why, since, evidence }) => [
    'An alert is a condition of your own in gradlens.json, in terms of the figures that a training records. It is checked at the end of each epoch where it names epoch or a figure of the validation, else as batches come, and told from the first time on that it holds.',
    `${why} It held first at batch ${since ?? 0}, where ${numbersText(evidence)}. GradLens cannot know what you want to change then: the rules beside it say what they see in the same figures.`,
  ],
};

const numbersText = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} was ${valueText(value)}`)
    .join(' and ');

const valueText = (value: number): string => (Number.isInteger(value) ? String(value) : formatNumber(value));
