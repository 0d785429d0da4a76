interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onSelect(value: string): void;
}

export function Dropdown({ label, value, options, onSelect }: Props) {
  return (
    <vscode-dropdown
      class="dropdown"
      aria-label={label}
      title={label}
      position="below"
      value={value}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (chosen !== value) onSelect(chosen);
      }}
    >
      {/* The toolkit does not see that the text of the chosen option changes. */}
      <span slot="selected-value" class="dropdown-value">
        {options.find((option) => option.value === value)?.label}
      </span>
      {options.map((option) => (
        <vscode-option key={option.value} value={option.value}>
          {option.label}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}
