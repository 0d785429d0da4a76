import { formatShare } from '../../src/protocol/numberText.js';

/** A share as a number with its bar; a dash where there is none. */
export function ShareBar({ share }: { readonly share: number }) {
  if (Number.isNaN(share)) return <span class="muted">–</span>;
  return (
    <>
      <span class="share" aria-hidden="true">
        <span class="share-fill" style={{ width: `${share * 100}%` }} />
      </span>
      <span class="share-text">{formatShare(share)}</span>
    </>
  );
}
