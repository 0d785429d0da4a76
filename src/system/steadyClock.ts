/** A clock that says `start` now, in milliseconds, and goes on evenly, whatever happens to the system's clock. */
export function steadyClock(start: number): () => number {
  const began = performance.now();
  return () => start + Math.round(performance.now() - began);
}
