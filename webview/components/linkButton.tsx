interface Props {
  readonly text: string;
  /** What a click does. */
  readonly title: string;
  onClick(): void;
}

/** A button that looks like a link, as it leads to a line or opens a choice. */
export function LinkButton({ text, title, onClick }: Props) {
  return (
    <button type="button" class="link" title={title} onClick={onClick}>
      {text}
    </button>
  );
}
