import { askText } from '../../platform/messages.js';
import { pick } from '../../platform/pick.js';

const SHARES = [
  { share: 0.2, label: '20%', description: 'proposed' },
  { share: 0.1, label: '10%', description: 'for large data' },
  { share: 0, label: 'None', description: 'trains on all samples, without val_loss' },
  { share: null, label: 'Another percentage…' },
] as const;

/** The most that may be kept, in percent. */
const MOST = 90;

/** Asks which share of the samples is kept for validation. @returns 0 for none, null where the person gives up */
export async function pickValidation(name: string): Promise<number | null> {
  const title = `${name}: how much should be kept for validation?`;
  const picked = await pick(SHARES, { title, ignoreFocusOut: true });
  if (!picked) return null;
  if (picked.share !== null) return picked.share;
  const typed = await askText({ title, prompt: `Percentage of the samples, up to ${MOST}`, value: '20' }, (text) =>
    Number.isNaN(percent(text)) ? `A number from 0 to ${MOST}` : null,
  );
  return typed === undefined ? null : percent(typed) / 100;
}

/** NaN for what is no share. */
function percent(text: string): number {
  const value = Number(text.replace('%', '').trim() || Number.NaN);
  return value >= 0 && value <= MOST ? value : Number.NaN;
}
