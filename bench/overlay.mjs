// How smooth the page is with eight runs of a million batches over each other. Usage: node bench/overlay.mjs
import { onDevNode } from '../scripts/lib/onDevNode.mjs';

await onDevNode(import.meta.url, async () => {
  const { measureOverlay } = await import('./overlay/measureOverlay.mjs');
  return measureOverlay();
});
