import type { HTMLAttributes } from 'preact';

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
