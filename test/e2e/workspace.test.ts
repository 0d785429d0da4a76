import { describe, expect } from 'vitest';
import { test } from './fixtures.js';

describe('a workspace in VS Code', () => {
  test('opens with the lenses of its model', async ({ openEditor }) => {
    const { workbench } = await openEditor({ workspace: 'test/fixtures/workspace', openFile: 'dense.js' });
    await workbench.editor.line('tf.sequential').waitFor();
    await workbench.editor.lens('Run').first().waitFor();
    expect(await workbench.editor.lens('Run').count()).toBe(1);
  });
});
