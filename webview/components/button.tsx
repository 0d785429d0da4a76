import { Icon } from './icon.js';

interface Props {
  readonly label: string;
  readonly title: string;
  readonly icon?: string;
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  onClick(): void;
}

/** A button with a text; `icon` appearance shows the picture alone and keeps the text for screen readers. */
export function Button({ label, title, icon, appearance = 'secondary', onClick }: Props) {
  return (
    <vscode-button appearance={appearance} title={title} aria-label={label} onClick={onClick}>
      {icon && <Icon name={icon} {...(appearance === 'icon' ? {} : { slot: 'start' })} />}
      {appearance === 'icon' ? null : label}
    </vscode-button>
  );
}
