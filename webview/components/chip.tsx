interface Props {
  readonly label: string;
  readonly title: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  onClick(): void;
}

/** A button that stays pressed. */
export function Chip({ label, title, isOn, isDisabled = false, onClick }: Props) {
  return (
    <button type="button" class="chip" aria-pressed={isOn} disabled={isDisabled} title={title} onClick={onClick}>
      {label}
    </button>
  );
}
