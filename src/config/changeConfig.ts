import { applyEdits, type FormattingOptions, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { ModelChoices } from '../protocol/config.js';

const FORMATTING: FormattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };

/** The text of `gradlens.json` with a model's choices merged in, an empty entry where there are none; comments and all else stay as they are. */
export function changeConfig(text: string, key: string, changes: Partial<ModelChoices>): string {
  const start = text.trim() === '' ? '{}\n' : text;
  const entries = Object.entries(changes);
  if (entries.length === 0) return withEntry(start, key);
  return entries.reduce(
    (current, [name, value]) =>
      applyEdits(current, modify(current, ['models', key, name], value, { formattingOptions: FORMATTING })),
    start,
  );
}

function withEntry(text: string, key: string): string {
  if (configPlace(text, key) !== null) return text;
  return applyEdits(text, modify(text, ['models', key], {}, { formattingOptions: FORMATTING }));
}

/** Offset of a model's entry; null where it has none. */
export function configPlace(text: string, key: string): number | null {
  const root = parseTree(text);
  return (root && findNodeAtLocation(root, ['models', key])?.parent?.offset) ?? null;
}
