import { pick } from '../../platform/pick.js';
import type { DataSpec } from '../../protocol/data.js';

type Normalise = NonNullable<DataSpec['normalise']>;

const CHOICES: readonly { readonly normalise: Normalise; readonly label: string; readonly detail: string }[] = [
  {
    normalise: 'standard',
    label: 'Standard',
    detail: 'Each input gets mean 0 and standard deviation 1. Best for columns on different scales.',
  },
  { normalise: 'minmax', label: 'Between 0 and 1', detail: 'The smallest value becomes 0 and the largest 1.' },
  { normalise: 'none', label: 'Unscaled', detail: 'For values that are already small.' },
];

/** Asks how inputs are scaled, the proposed way first. @returns null where the person gives up */
export async function pickScaling(name: string, proposed: Normalise): Promise<Normalise | null> {
  const ordered = CHOICES.toSorted((a, b) => Number(b.normalise === proposed) - Number(a.normalise === proposed));
  const items = ordered.map((choice) => ({ ...choice, description: choice.normalise === proposed ? 'proposed' : '' }));
  const title = `${name}: how should the inputs be scaled?`;
  return (await pick(items, { title, ignoreFocusOut: true }))?.normalise ?? null;
}
