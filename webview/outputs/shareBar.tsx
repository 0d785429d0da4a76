import { formatShare } from '../../src/protocol/numberText.js';

interface Props {
  readonly share: number;
  /** What the share is of, behind the number. */
  readonly words: string;
}

/** A share as a number with its bar; a dash where there is none. */
export function ShareBar({ share, words }: Props) {
  if (Number.isNaN(share)) return <span class="muted">–</span>;
  return (
    <>
      <span class="share" aria-hidden="true">
        <span class="share-fill" style={{ width: `${share * 100}%` }} />
      </span>
      <span class="share-text">
        {formatShare(share)} {words}
      </span>
    </>
  );
}
