// How long GradLens held the extension host at a stretch, by a CPU profile of it.

/**
 * @typedef {{ id: number, callFrame: { url: string, functionName: string }, children?: number[] }} ProfileNode
 * @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} Profile timeDeltas in microseconds
 */

/**
 * The longest time without a pause in which functions of the file were on the stack, in ms. Handlers that follow each other at once
 * count as one, so no single handler is longer; garbage collection in the midst of one belongs to it.
 */
export function longestHandler(/** @type {Profile} */ { nodes, samples, timeDeltas }, /** @type {RegExp} */ file) {
  const ours = nodesBelow(nodes, ({ callFrame }) => file.test(callFrame.url));
  const collecting = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(garbage collector)').map(({ id }) => id),
  );
  let longest = 0;
  let current = 0;
  samples.forEach((sample, index) => {
    const isOurs = ours.has(sample) || (current > 0 && collecting.has(sample));
    // A sample stands for the time up to the next one.
    current = isOurs ? current + (timeDeltas[index + 1] ?? 0) : 0;
    longest = Math.max(longest, current);
  });
  return longest / 1000;
}

/** Ids of the nodes that the predicate takes and of all that they call. */
function nodesBelow(/** @type {ProfileNode[]} */ nodes, /** @type {(node: ProfileNode) => boolean} */ predicate) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Set<number>} */
  const found = new Set();
  const open = nodes.filter(predicate).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(byId.get(id)?.children ?? []));
  }
  return found;
}
