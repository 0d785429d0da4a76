/** A process that stays has to warm up once for each net; later it only has to find its pace again. */
const AGAIN_MS = 200;

/** @param {import('./open.mjs').Contestant['turn']} take @returns {import('./open.mjs').Contestant['turn']} */
export function warmedOnce(take) {
  const warm = new Set();
  return (net, turn) => {
    const warmUpMs = warm.has(net.name) ? AGAIN_MS : turn.warmUpMs;
    warm.add(net.name);
    return take(net, { ...turn, warmUpMs });
  };
}
