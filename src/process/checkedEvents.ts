import * as v from 'valibot';
import type { FitSummary } from '../protocol/fit.js';
import { fitsSummary } from '../protocol/streams/stream.js';
import { streamOf } from '../protocol/streams/streams.js';
import { TrainerEvent, type TrainerEventName, type TrainerEventOf, type TrainerEvents } from '../protocol/trainer.js';

/**
 * Stands between the pipe and the host: passes on what has the shape that the protocol says and drops the rest, since a
 * user's code shares the process that sends and can write anything.
 * @param onInvalid told once for each message dropped.
 */
export function checkedEvents(events: TrainerEvents, onInvalid: (reason: string) => void): TrainerEvents {
  const fits = new Map<number, FitSummary>();

  const check = <const Name extends TrainerEventName>(
    name: Name,
    objection: (event: TrainerEventOf<Name>) => string | null = () => null,
  ) => {
    return (value: unknown) => {
      const result = v.safeParse(TrainerEvent[name], value, { abortEarly: true });
      if (!result.success) {
        onInvalid(`${name}: ${result.issues[0].message} at ${v.getDotPath(result.issues[0]) ?? 'its root'}`);
        return;
      }
      const event = result.output as TrainerEventOf<Name>;
      const fault = objection(event);
      if (fault === null) events[name](event);
      else onInvalid(`${name}: ${fault}`);
    };
  };
  const ofKnownFit = ({ fit }: { readonly fit: number }) => (fits.has(fit) ? null : `fit ${fit} was never announced`);

  return {
    ready: check('ready'),
    phase: check('phase'),
    fitStarted: check('fitStarted', (fit) => {
      fits.set(fit.fit, fit);
      return null;
    }),
    records: check('records', (records) => {
      const summary = fits.get(records.fit);
      if (!summary) return ofKnownFit(records);
      if (fitsSummary(streamOf(records), records, summary)) return null;
      return `the size of its ${records.stream} does not fit the model of fit ${records.fit}`;
    }),
    dataSeen: check('dataSeen', ofKnownFit),
    epochEnded: check('epochEnded', ofKnownFit),
    stepMode: check('stepMode', ofKnownFit),
    fitEnded: check('fitEnded', ofKnownFit),
    stopSeen: check('stopSeen'),
    problem: check('problem'),
    depth: check('depth'),
    keptAnswer: check('keptAnswer'),
    storageFull: check('storageFull'),
    ended: check('ended'),
  };
}
