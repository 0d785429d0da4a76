import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, plainText } from '../../../src/platform/plainText.js';

/** What VS Code takes for a link in notifications and input boxes (`parseLinkedText`), and for an icon in labels. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

const HOSTILE = [
  '[Click here to repair](command:workbench.action.terminal.new)',
  'row 3 of [a](https://evil.example/x "title"): "[b](file:///etc/passwd)"',
  '$(error) $(sync~spin)',
  '](command:x)[y](command:z)',
];

describe('plain text', () => {
  test.each(HOSTILE)('holds no link and no icon, and reads as before: %s', (text) => {
    const plain = plainText(text);
    expect(plain).not.toMatch(LINK);
    expect(plain).not.toMatch(ICON);
    expect(plain.replaceAll('\u2060', '')).toBe(text);
  });

  test('is cut where nobody reads on', () => {
    expect(plainText('x'.repeat(1e6)).length).toBeLessThan(5000);
  });
});

test.each([...HOSTILE, '<img src=x>', 'https://evil.example', 'a@b.example', '`code`', 'two\n\n# lines', '&lt;b&gt;'])(
  'Nothing of a name means anything in Markdown: %s',
  (text) => {
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(/(?<!\\)[!-/:-@[\]^-`{-~]|\n/);
    expect(escaped.replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')).toBe(text.replaceAll(/\s+/g, ' '));
  },
);

/** Calls of the editor that show words, each with the files that may make them. */
const ONLY_IN: readonly (readonly [pattern: RegExp, files: readonly string[]])[] = [
  [/\bshow(?:Error|Warning|Information)Message\b/, ['platform/messages.ts']],
  [/\bshowInputBox\b|\bcreateInputBox\b/, ['platform/messages.ts']],
  [/\bwindow\.withProgress\b|\bsetStatusBarMessage\b/, ['platform/messages.ts']],
  [/\bshowQuickPick\b|\bcreateQuickPick\b|\bQuickPickItem\b/, ['platform/quickPick.ts']],
  [/\bnew vscode\.Diagnostic\(/, ['platform/diagnostic.ts']],
  [/\bMarkdownString\(/, ['editor/gradients/gradientHovers.ts', 'languageModel/trainTool.ts']],
];

const source = join(import.meta.dirname, '../../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

describe('every word that the editor shows goes through one place', () => {
  test.each(ONLY_IN)('%s stands in %s alone', (pattern, only) => {
    const found = files.filter((file) => pattern.test(readFileSync(join(source, file), 'utf8')));
    expect(found.toSorted()).toEqual(only);
  });

  test('titles of lenses and tooltips are plain text', () => {
    for (const file of files) {
      const text = readFileSync(join(source, file), 'utf8');
      if (!text.includes("from 'vscode'")) continue;
      for (const [line] of text.matchAll(/\.(?:tooltip|text) = .*/g)) expect(line, file).toContain('plainText(');
      if (!text.includes('new vscode.CodeLens(')) continue;
      for (const [line] of text.matchAll(/^.*\b(?:title|tooltip): (?!').*$/gm))
        expect(line, file).toContain('plainText(');
    }
  });
});
