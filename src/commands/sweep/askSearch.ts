import { availableParallelism } from 'node:os';
import { whyItThrows } from '../../errors/errorText.js';
import { askText } from '../../platform/messages.js';
import { pick } from '../../platform/quickPick.js';
import type { SweepPlan } from '../../protocol/sweep.js';
import { type Limits, type OfferedTrials, offeredSearches, tooMany, type Varied } from '../../sweep/offeredSearches.js';
import { typedSeeds } from '../../sweep/typedSeeds.js';

/** What a person chooses of a plan. */
export type Chosen = OfferedTrials & Limits & Pick<SweepPlan, 'parallel' | 'epochs'>;

/** Asks how many combinations are trained, with which seeds, and for how long. @param hasOptuna whether Optuna can propose them @returns null where the person gave up */
export async function askSearch(title: string, varied: Varied, hasOptuna: boolean): Promise<Chosen | null> {
  let limits: Limits = { seeds: [1], minutes: null };
  for (;;) {
    const problem = tooMany(varied.grid, limits);
    const placeHolder = problem ?? 'How many to train';
    const picked = await pick(offeredSearches(varied, limits, hasOptuna), { title, placeHolder, ignoreFocusOut: true });
    if (!picked) return null;
    const { chosen } = picked;
    if (chosen === 'seeds') limits = { ...limits, seeds: (await askSeeds(title, limits)) ?? limits.seeds };
    else if (chosen === 'minutes') limits = { ...limits, ...(await askMinutes(title, limits)) };
    else return { ...chosen, ...limits, epochs: null, parallel: availableParallelism() };
  }
}

async function askSeeds(title: string, { seeds }: Limits): Promise<readonly number[] | null> {
  const prompt = 'One, several separated by commas, or from one to another: 1..3';
  const text = await askText({ title: `${title}: seeds`, prompt, value: seeds.join(', ') }, (typed) =>
    whyItThrows(() => typedSeeds(typed)),
  );
  return text === undefined ? null : typedSeeds(text);
}

async function askMinutes(title: string, { minutes }: Limits): Promise<Pick<Limits, 'minutes'>> {
  const prompt = 'Minutes after which no further training begins; empty for no limit';
  const text = await askText(
    { title: `${title}: time`, prompt, value: minutes === null ? '' : String(minutes) },
    (typed) => (/^(?:[1-9]\d{0,4})?$/.test(typed.trim()) ? null : `"${typed}" is not a whole number from 1.`),
  );
  if (text === undefined) return { minutes };
  return { minutes: text.trim() === '' ? null : Number(text) };
}
