import { pick } from '../../platform/pick.js';
import type { DataSpec } from '../../protocol/data.js';

type Normalize = NonNullable<DataSpec['normalize']>;

const CHOICES: readonly { readonly normalize: Normalize; readonly label: string; readonly detail: string }[] = [
  {
    normalize: 'standard',
    label: 'Standard',
    detail: 'Each input gets mean 0 and standard deviation 1. Best for columns on different scales.',
  },
  { normalize: 'minmax', label: 'Between 0 and 1', detail: 'The smallest value becomes 0 and the largest 1.' },
  { normalize: 'none', label: 'Unscaled', detail: 'For values that are already small.' },
];

/** Asks how inputs are scaled, the proposed way first. @returns null where the person gives up */
export async function pickScaling(name: string, proposed: Normalize): Promise<Normalize | null> {
  const ordered = CHOICES.toSorted((a, b) => Number(b.normalize === proposed) - Number(a.normalize === proposed));
  const items = ordered.map((choice) => ({ ...choice, description: choice.normalize === proposed ? 'proposed' : '' }));
  const title = `${name}: how should the inputs be scaled?`;
  return (await pick(items, { title, ignoreFocusOut: true }))?.normalize ?? null;
}
