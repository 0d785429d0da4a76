import { isDeepStrictEqual } from 'node:util';
import type { Cause } from '../diagnosis/run/causes.js';
import { findingPlace, isOnRandomData } from '../runs/judgement.js';
import type { FitJudgement, Run } from '../runs/types.js';
import { said } from './check/checkedFinding.js';
import { placeText } from './placeText.js';

/** What was found of a fit, for people: each with its place, and what would help. */
export function findingLines({ fit, findings }: FitJudgement): string[] {
  return findings.flatMap((finding) => {
    const { severity, rule, message, why, help, follows } = finding;
    const at = findingPlace(fit, finding);
    const place = at ? `${placeText(at)}: ` : '';
    const also = follows.length > 0 ? [`  From it follow: ${follows.map((each) => each.rule).join(', ')}.`] : [];
    return [`${place}${severity}: ${message} [${rule}]`, `  ${why}`, `  ${help}`, ...also];
  });
}

/** What is written of a finding beside its id and state. */
type Told = Pick<Cause, 'severity'> & Readonly<Record<string, unknown>>;

/** What is found while a run trains, as lines of JSON: each finding when it opens, when it is cleared, and with its figures at the end of its fit. */
export class FindingLog {
  private readonly open = new Map<string, Told>();

  /** @returns what has changed since the last time: also what weighs more or less by now, and the last figures of a fit that has ended */
  changes(run: Pick<Run, 'judgement' | 'problems'>): object[] {
    const isRandom = isOnRandomData(run);
    const now = new Map<string, Told>();
    const atEnd = new Set<string>();
    for (const each of run.judgement?.fits ?? []) {
      for (const finding of each.findings) {
        const [id, told] = entry(each, finding, isRandom);
        // Several alerts of one fit.
        const twins = [...now.keys()].filter((known) => known === id || known.startsWith(`${id}#`)).length;
        const own = twins === 0 ? id : `${id}#${twins + 1}`;
        now.set(own, told);
        if (each.isFinal) atEnd.add(own);
      }
    }
    const cleared = [...this.open].filter(([id]) => !now.has(id));
    const opened = [...now].filter(([id, told]) => {
      const known = this.open.get(id);
      return known?.severity !== told.severity || (atEnd.has(id) && !isDeepStrictEqual(known, told));
    });
    for (const [id] of cleared) this.open.delete(id);
    for (const [id, finding] of opened) this.open.set(id, finding);
    const line =
      (state: 'open' | 'cleared') =>
      ([id, finding]: [string, Told]) => ({ type: 'finding', id, state, ...finding });
    return [...cleared.map(line('cleared')), ...opened.map(line('open'))];
  }
}

/** One verdict a fit, and one for the run. */
export function verdictLines({ judgement }: Pick<Run, 'judgement'>): object[] {
  if (!judgement) return [];
  const fits = judgement.fits.map(({ fit, verdict }) => ({ type: 'verdict', fit: fit.summary.fit, ...verdict }));
  return [...fits, { type: 'verdict', fit: null, ...judgement.verdict }];
}

function entry({ fit }: FitJudgement, finding: Cause, isRandom: boolean): [id: string, finding: Told] {
  const { rule, layer, since, evidence, follows } = finding;
  const at = findingPlace(fit, finding);
  const id = [fit.summary.fit, rule, ...(layer === null ? [] : [layer + 1])].join(':');
  return [
    id,
    {
      fit: fit.summary.fit,
      file: at?.file ?? null,
      line: at?.line ?? null,
      column: at?.column ?? null,
      ...said(finding),
      confirmedByRun: true,
      since,
      evidence: isRandom ? { ...evidence, data: 'random' } : evidence,
      follows: follows.map((each) => each.rule),
    },
  ];
}
