import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { SampleHashes } from './sampleHashes.js';

/** Samples that were read of both which, if all were the same, would be found again: of fewer a share is luck. */
const FEWEST = 20;
/** Share of the samples, as each occurs once, that half of the features may not tell apart where whole samples do not repeat by chance. */
const MOST_ALIKE = 0.02;
/** Copies of a sample, of more of which it is one of the few that there are, as the rows of a truth table. */
const MOST_COPIES = 10;
/** Different samples, of fewer of which any may be drawn again. */
const FEWEST_DIFFERENT = 100;

type Shared = NonNullable<NonNullable<DataEvidence['validation']>['shared']>;

/** How many of the samples that a fit is validated on are among those that it is trained on; null where too few were read to tell. */
export function sharedSamples(held: SampleHashes, trained: SampleHashes): Shared | null {
  const compared = held.whole.length;
  if (trained.part < 1 && compared * trained.part < FEWEST) return null;
  const copies = counted(trained.whole);
  const found = held.whole.filter((hash) => copies.has(hash)).length;
  const ofAll = (share: number) => Math.min(1, share / trained.part);
  return { compared, share: ofAll(found / compared), chance: ofAll(repeatedByChance(trained, copies)) };
}

/**
 * The share that a fair draw would share: that of the samples trained on of which there is another one. Where already half of the features tell
 * different samples apart, whole samples do not repeat by chance: those of which there are a few were copied.
 */
function repeatedByChance({ whole, halves }: SampleHashes, copies: ReadonlyMap<number, number>): number {
  const ofMore = (than: number) => whole.filter((hash) => (copies.get(hash) ?? 0) > than).length / whole.length;
  const alike = Math.min(...halves.map((half) => shareAlike(half, whole)));
  return copies.size >= FEWEST_DIFFERENT && alike <= MOST_ALIKE ? alike + ofMore(MOST_COPIES) : ofMore(1);
}

/** Share of the different samples that a half of the features does not tell from all others. */
function shareAlike(half: Int32Array, whole: Int32Array): number {
  const different = [...new Map([...whole].map((hash, at) => [hash, half[at] ?? 0] as const)).values()];
  const counts = counted(different);
  return different.filter((hash) => (counts.get(hash) ?? 0) > 1).length / different.length;
}

function counted(hashes: Iterable<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return counts;
}
