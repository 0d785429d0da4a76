/**
 * Judgements in a row, each on further batches, that have to agree before what was told is softened or taken back; twice as many each time that
 * it comes back to what it had left. So noise at a threshold changes what is told ever less often, and a real change waits for seconds.
 */
const PATIENCE = 3;
/** Milliseconds of training from one that counts to the next: where epochs are short, many judgements see the same few batches. */
const APART = 800;

/** What the figures say of something at one time. */
interface Said<T> {
  readonly value: T;
  /** The same for what is the same but for its numbers. */
  readonly kind: string;
  /** More is worse. */
  readonly weight: number;
  /** No noise makes it so: it is told at once. */
  readonly isCertain?: boolean;
}

/** What is told of something that noisy batches change. */
export interface Steady<T> {
  readonly told: Said<T>;
  /** Judgements in a row that said something else, and when the last of them that counts was made. */
  readonly against: number;
  readonly countedAt: number;
  /** Kinds that were told and left. */
  readonly left: readonly string[];
  /** How often it came back to one of them. */
  readonly returns: number;
}

/**
 * What is told after one more judgement: what is worse than before and new at once, everything else with patience.
 * @param time milliseconds of training up to it
 */
export function steadied<T>(before: Steady<T> | undefined, next: Said<T>, time: number): Steady<T> {
  if (!before) return { told: next, against: 0, countedAt: time, left: [], returns: 0 };
  const { told, left, returns } = before;
  if (next.kind === told.kind) return { ...before, told: next, against: 0 };
  const isNew = !left.includes(next.kind);
  const isAlarm = next.isCertain || (isNew && next.weight > told.weight);
  const counts = before.against === 0 || time - before.countedAt >= APART;
  const against = before.against + (counts ? 1 : 0);
  const countedAt = counts ? time : before.countedAt;
  if (!isAlarm && against < PATIENCE * 2 ** returns) return { ...before, against, countedAt };
  return { told: next, against: 0, countedAt, left: [...left, told.kind], returns: isNew ? returns : returns + 1 };
}
