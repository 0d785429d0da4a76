import { AlertMistake, alertExpression } from '../diagnosis/alerts/alertExpression.js';
import { alertTimeline } from '../diagnosis/run/alertTimeline.js';
import { formatNumber } from '../protocol/numberText.js';
import { primaryVariables } from '../runs/layerFigures.js';
import type { Fit, LoggedFit } from '../runs/types.js';
import { UsageError } from './usage.js';

/** What the end of each fit is held against. */
export interface Expectation {
  /** Why a fit does not meet it, in a sentence; null where it does. */
  unmet(fit: Pick<Fit, 'summary' | 'epochs' | 'series'>): string | null;
}

/** What `--expect` says: a condition as alerts have it, such as `val_loss < 0.5`. @throws {UsageError} for what is none */
export function expectation(text: string): Expectation {
  const { names, isTrue } = conditionOf(text);
  return {
    unmet({ summary, epochs, series }) {
      const fit = { summary, epochs, series, primary: primaryVariables(summary) };
      const say = (what: string) => `Expected ${text}, but fit ${summary.fit} ${what}.`;
      // As an epoch's logs have them: a last batch is high or low by luck.
      const timeline = alertTimeline(fit, epochs.length > 0 ? [...names, 'epoch'] : names);
      if (!timeline) {
        const missing = names.find((name) => !alertTimeline(fit, [name]));
        return say(`has no ${missing}; it has ${knownNames(fit).join(', ')}`);
      }
      if (timeline.steps.length === 0) return say('trained no batch');
      const end = timeline.at(timeline.steps.length - 1);
      if (isTrue(end)) return null;
      return say(`ended with ${names.map((name) => `${name} ${formatNumber(end.value(name))}`).join(', ')}`);
    },
  };
}

function conditionOf(text: string) {
  try {
    return alertExpression(text);
  } catch (error) {
    if (error instanceof AlertMistake) throw new UsageError(`--expect "${text}": ${error.message}`);
    throw error;
  }
}

const knownNames = ({ summary, epochs }: LoggedFit): string[] => [
  ...new Set(['loss', ...summary.metrics, ...Object.keys(epochs.at(-1)?.logs ?? {})]),
];
