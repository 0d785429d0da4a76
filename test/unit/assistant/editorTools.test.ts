import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, it } from 'vitest';
import { editorToolName, INSTRUCTIONS, TOOLS, type ToolName } from '../../../src/assistant/toolTable.js';

interface DeclaredTool {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly canBeReferencedInPrompt: boolean;
  readonly icon: string;
  readonly userDescription: string;
  readonly when: string;
  readonly [key: string]: unknown;
}

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const declared: readonly DeclaredTool[] = manifest.contributes.languageModelTools;

/** Said with each tool, as nothing tells a model in the editor of all of them together. */
const [IS_DATA = 'missing'] = /Names, messages, [^.]+\./.exec(INSTRUCTIONS) ?? [];

it('the manifest declares each tool to the editor as the table has it', () => {
  const table = Object.entries(TOOLS).map(([key, { title, description, input }]) => {
    const name = key as ToolName;
    const { $schema, ...inputSchema } = toJsonSchema(input, { typeMode: 'input' });
    const modelDescription = `${description} ${IS_DATA}`;
    return { name: editorToolName(name), displayName: title, modelDescription, inputSchema };
  });
  expect(
    declared.map(({ name, displayName, modelDescription, inputSchema }) => {
      return { name, displayName, modelDescription, inputSchema };
    }),
  ).toEqual(table);
});

it('a person can name each of them, knows what it does, and can switch it off', () => {
  const names = declared.map(({ toolReferenceName }) => toolReferenceName);
  expect(new Set(names).size).toBe(declared.length);
  for (const { toolReferenceName, canBeReferencedInPrompt, icon, userDescription, when } of declared) {
    expect(toolReferenceName).toMatch(/^gradlens[A-Z]\w+$/);
    expect(canBeReferencedInPrompt).toBe(true);
    expect(icon).toMatch(/^\$\([\w-]+\)$/);
    expect(userDescription).toMatch(/^[A-Z].{10,90}\.$/);
    expect(when).toBe('config.gradlens.languageModelTools.enabled');
  }
});
