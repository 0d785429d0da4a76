import { pick } from '../../platform/pick.js';
import type { DataSpec } from '../../protocol/data.js';

type Normalise = NonNullable<DataSpec['normalise']>;

const CHOICES: readonly { readonly normalise: Normalise; readonly label: string; readonly detail: string }[] = [
  {
    normalise: 'standard',
    label: 'Standard',
    detail: 'Each input has a mean of 0 and a deviation of 1. Best for columns of different sizes.',
  },
  { normalise: 'minmax', label: 'Between 0 and 1', detail: 'The smallest value becomes 0, the largest 1.' },
  { normalise: 'none', label: 'As they are', detail: 'For numbers that are small already.' },
];

/** Asks how inputs are scaled, the proposed way first. @returns null where the person gives up */
export async function pickScaling(name: string, proposed: Normalise): Promise<Normalise | null> {
  const ordered = CHOICES.toSorted((a, b) => Number(b.normalise === proposed) - Number(a.normalise === proposed));
  const items = ordered.map((choice) => ({ ...choice, description: choice.normalise === proposed ? 'proposed' : '' }));
  const title = `${name}: how are the inputs scaled?`;
  return (await pick(items, { title, ignoreFocusOut: true }))?.normalise ?? null;
}
