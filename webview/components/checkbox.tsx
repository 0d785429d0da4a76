interface Props {
  readonly label: string;
  readonly title: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

export function Checkbox({ label, title, checked, onChange }: Props) {
  return (
    <vscode-checkbox
      title={title}
      checked={checked}
      onChange={(event) => {
        if (event.currentTarget.checked !== checked) onChange(event.currentTarget.checked);
      }}
    >
      {label}
    </vscode-checkbox>
  );
}
