import * as v from 'valibot';
import { ACTIVATION_STATISTIC_COUNT } from '../protocol/activations.js';
import type { FitSummary } from '../protocol/fit.js';
import { HISTOGRAM_BINS } from '../protocol/histogramBins.js';
import type { TrainerEvents } from '../protocol/trainer.js';
import {
  Activations,
  Ended,
  EpochEnded,
  FitEnded,
  FitStarted,
  fitsSummary,
  Histogram,
  Phase,
  Problem,
  Ready,
  Records,
  StepModeChanged,
  StorageFull,
} from '../protocol/trainerSchemas.js';

/**
 * Stands between the pipe and the host: passes on what has the shape that the protocol says and drops the rest, since a
 * user's code shares the process that sends and can write anything.
 * @param onInvalid told once for each message dropped.
 */
export function checkedEvents(events: TrainerEvents, onInvalid: (reason: string) => void): TrainerEvents {
  const fits = new Map<number, FitSummary>();

  const check = <const Schema extends v.GenericSchema>(
    name: keyof TrainerEvents,
    schema: Schema,
    pass: (value: v.InferOutput<Schema>) => void,
  ) => {
    return (value: unknown) => {
      const result = v.safeParse(schema, value, { abortEarly: true });
      if (result.success) pass(result.output);
      else onInvalid(`${name}: ${result.issues[0].message} at ${v.getDotPath(result.issues[0]) ?? 'its root'}`);
    };
  };

  const ofKnownFit = <T extends { readonly fit: number }>(
    name: keyof TrainerEvents,
    fitting: (value: T, summary: FitSummary) => boolean,
    pass: (value: T) => void,
  ) => {
    return (value: T) => {
      const summary = fits.get(value.fit);
      if (!summary) onInvalid(`${name}: fit ${value.fit} was never announced`);
      else if (!fitting(value, summary)) onInvalid(`${name}: its size does not fit the model of fit ${value.fit}`);
      else pass(value);
    };
  };
  const anySize = () => true;

  return {
    ready: check('ready', Ready, (event) => events.ready(event)),
    phase: check('phase', Phase, (phase) => events.phase(phase)),
    fitStarted: check('fitStarted', FitStarted, (fit) => {
      fits.set(fit.fit, fit);
      events.fitStarted(fit);
    }),
    records: check(
      'records',
      Records,
      ofKnownFit('records', fitsSummary, (records) => events.records(records)),
    ),
    histogram: check(
      'histogram',
      Histogram,
      ofKnownFit(
        'histogram',
        ({ counts }, { variables }) => counts.length === variables.length * HISTOGRAM_BINS,
        (histogram) => events.histogram(histogram),
      ),
    ),
    activations: check(
      'activations',
      Activations,
      ofKnownFit(
        'activations',
        ({ values }, { layers }) => values.length === layers.length * ACTIVATION_STATISTIC_COUNT,
        (activations) => events.activations(activations),
      ),
    ),
    epochEnded: check(
      'epochEnded',
      EpochEnded,
      ofKnownFit('epochEnded', anySize, (epoch) => events.epochEnded(epoch)),
    ),
    stepMode: check(
      'stepMode',
      StepModeChanged,
      ofKnownFit('stepMode', anySize, (mode) => events.stepMode(mode)),
    ),
    fitEnded: check(
      'fitEnded',
      FitEnded,
      ofKnownFit('fitEnded', anySize, (end) => events.fitEnded(end)),
    ),
    stopSeen: () => events.stopSeen(),
    problem: check('problem', Problem, (problem) => events.problem(problem)),
    storageFull: check('storageFull', StorageFull, (event) => events.storageFull(event)),
    ended: check('ended', Ended, (event) => events.ended(event)),
  };
}
