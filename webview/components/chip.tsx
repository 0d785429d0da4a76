interface Props {
  readonly label: string;
  readonly title: string;
  readonly isOn: boolean;
  onClick(): void;
}

/** A button that stays pressed. */
export function Chip({ label, title, isOn, onClick }: Props) {
  return (
    <button type="button" class="chip" aria-pressed={isOn} title={title} onClick={onClick}>
      {label}
    </button>
  );
}
