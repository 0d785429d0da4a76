import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import type { HTMLAttributes } from 'preact';
import { Icon } from './icon.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': HTMLAttributes<HTMLElement> & {
        appearance?: 'primary' | 'secondary' | 'icon';
        disabled?: boolean;
      };
      'vscode-checkbox': HTMLAttributes<HTMLInputElement> & { checked?: boolean };
      'vscode-dropdown': HTMLAttributes<HTMLSelectElement> & { value?: string; position?: 'above' | 'below' };
      'vscode-option': HTMLAttributes<HTMLOptionElement> & { value?: string };
      'vscode-progress-ring': HTMLAttributes<HTMLElement>;
    }
  }
}

/** Defines the custom elements that this file's components wrap. Nothing outside of it knows the toolkit. */
export function registerElements(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
  );
}

interface ButtonProps {
  readonly label: string;
  readonly title: string;
  readonly icon?: string;
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  onClick(): void;
}

/** A button with a text; `icon` appearance shows the picture alone and keeps the text for screen readers. */
export function Button({ label, title, icon, appearance = 'secondary', onClick }: ButtonProps) {
  return (
    <vscode-button appearance={appearance} title={title} aria-label={label} onClick={onClick}>
      {icon && <Icon name={icon} {...(appearance === 'icon' ? {} : { slot: 'start' })} />}
      {appearance === 'icon' ? null : label}
    </vscode-button>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly title: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

export function Checkbox({ label, title, checked, onChange }: CheckboxProps) {
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

interface DropdownProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onSelect(value: string): void;
}

export function Dropdown({ label, value, options, onSelect }: DropdownProps) {
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

/** Says that something goes on whose end is not known. */
export function ProgressRing({ label }: { readonly label: string }) {
  return <vscode-progress-ring aria-label={label} />;
}
