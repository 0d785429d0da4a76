import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';
import type { ModelChoices } from '../protocol/config.js';

const FORMATTING: FormattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };

/** The text of `gradlens.json` with a model's choices merged in; comments and all else stay as they are. */
export function changeConfig(text: string, key: string, changes: Partial<ModelChoices>): string {
  const start = text.trim() === '' ? '{}\n' : text;
  return Object.entries(changes).reduce(
    (current, [name, value]) =>
      applyEdits(current, modify(current, ['models', key, name], value, { formattingOptions: FORMATTING })),
    start,
  );
}
