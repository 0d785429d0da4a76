import { backendName } from '../../protocol/backend.js';
import { isReadNotRun } from '../../protocol/runRequest.js';
import { findingPlace } from '../judgement.js';
import { placeText } from '../placeText.js';
import { bestFact, runLabel, runTitle } from '../runLabel.js';
import type { Run } from '../types.js';
import type { ReportFacts, ReportFinding, TextOfPlace } from './reportFacts.js';

/** What a run's report says of it. @param changes since the last run of that model; null where that is not known */
export function factsOf(run: Run, changes: string | null, textOf: TextOfPlace = placeText): ReportFacts {
  const { request, startedAt, best, marks, state, problems } = run;
  const label = runLabel(run);
  const facts: (readonly [string, string | null])[] = [
    ['File', request.file],
    ['How', isReadNotRun(request) ? 'Read from Python; the file itself was not run' : null],
    ['Started', new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ').concat(' UTC')],
    ['Took', label.duration],
    ...(best ? [bestFact(best, run)] : []),
    ['Since the last run of this model', changes],
    ['Backend', `${backendName(request.backend)} ${request.backend.version}`],
    ['Seed', request.seed === null ? 'none' : String(request.seed)],
    ['Run', run.id],
  ];
  return {
    title: runTitle(label),
    result: label.result ?? 'still running',
    facts: facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    note: marks.note,
    findings: findingsOf(run, textOf),
    layerPlaces: run.fits.map(({ summary: { fit, layers } }) => ({
      fit,
      places: layers.map(({ location }) => location && textOf(location)),
    })),
    problems: [
      ...(state.kind === 'ended' && state.message ? [state.message] : []),
      ...problems.map(({ message }) => message),
    ].filter((message, index, all) => all.indexOf(message) === index),
  };
}

const findingsOf = ({ judgement }: Pick<Run, 'judgement'>, textOf: TextOfPlace): ReportFinding[] =>
  (judgement?.fits ?? []).flatMap(({ fit, findings }) =>
    findings.map((finding) => {
      const place = findingPlace(fit, finding);
      const { severity, rule, message, why, help } = finding;
      return {
        fit: fit.summary.fit,
        severity,
        rule,
        message,
        why,
        help,
        place: place && textOf(place),
      };
    }),
  );
