import { comparePair } from '../../diagnosis/pairs/comparePair.js';
import type { Pair, PairedRun } from '../../diagnosis/pairs/pairedRun.js';
import type { PairsVerdict } from '../../diagnosis/pairs/pairsVerdict.js';
import { formatNumber } from '../../protocol/numberText.js';
import type { Trial } from '../../trials/trial.js';
import { jsonLine, say, writeOwn } from '../ownWords.js';

/** Tells of each pair as soon as both of its trainings are over: as lines of JSON on stdout, or for people. */
export function pairReporter(trial: Trial, { json }: { readonly json: boolean }) {
  const told = new Set<number>();
  const tell = () => {
    for (const pair of trial.pairs) {
      if (told.has(pair.seed)) continue;
      told.add(pair.seed);
      if (json)
        writeOwn(
          process.stdout,
          jsonLine({ type: 'pair', seed: pair.seed, before: logsOf(pair.before), after: logsOf(pair.after) }),
        );
      else say(`seed ${pair.seed}: as it is ${runText(pair.before)}; with the edit ${runText(pair.after)}`);
    }
  };
  trial.onDidChange(tell);
  return {
    ended(verdict: PairsVerdict) {
      tell();
      const { better, worse, undecided, measure, text } = verdict;
      if (json) writeOwn(process.stdout, jsonLine({ type: 'verdict', better, worse, undecided, text }));
      else if (measure)
        for (const pair of trial.pairs) writeOwn(process.stdout, `seed ${pair.seed}: ${outcomeText(pair, measure)}\n`);
    },
  };
}

const logsOf = ({ logs }: PairedRun): Readonly<Record<string, number>> => logs.at(-1) ?? {};

function runText(run: PairedRun): string {
  const values = Object.entries(logsOf(run)).map(([name, value]) => `${name} ${formatNumber(value)}`);
  return [...values, ...(run.failure === null ? [] : [run.failure])].join(', ');
}

function outcomeText(pair: Pair, measure: NonNullable<PairsVerdict['measure']>): string {
  const [was, is] = [pair.before, pair.after].map((run) => formatNumber(logsOf(run)[measure.name] ?? Number.NaN));
  return `${measure.name} ${was} to ${is}, ${comparePair(pair, measure)}`;
}
