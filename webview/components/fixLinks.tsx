import { LinkButton } from './linkButton.js';

interface Props {
  onFix(): void;
  onTry(): void;
}

/** What to do about something that an edit may help against. */
export function FixLinks({ onFix, onTry }: Props) {
  return (
    <>
      <LinkButton text="Fix…" title="Edit the file: offers what would help against this" onClick={onFix} />
      <LinkButton
        text="Try it…"
        title="Train with what would help and without it, with the same seeds; the file is not touched"
        onClick={onTry}
      />
    </>
  );
}
