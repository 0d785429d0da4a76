import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/** Characters of the blocks that are kept; least recently used ones go first. */
const MAX_KEPT = 2_000_000;

const kept = new Map<string, Tree>();
let size = 0;

/** The syntax of a block. An edit changes one block of a file, and the others are not read again. */
export function treeOfBlock(block: string): Tree {
  const tree = kept.get(block) ?? parser.parse(block);
  if (!kept.delete(block)) size += block.length;
  kept.set(block, tree);
  for (const [oldest] of kept) {
    if (size <= MAX_KEPT) break;
    kept.delete(oldest);
    size -= oldest.length;
  }
  return tree;
}
