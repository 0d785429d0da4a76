import { describe, expect } from 'vitest';
import { packageExtension } from '../../scripts/lib/vsix.mjs';
import { test } from './fixtures.js';

describe('the package of the extension', () => {
  test('installs as a person would install it, and shows lenses', async ({ openEditor }) => {
    const vsix = await packageExtension();
    const { workbench } = await openEditor({ workspace: 'test/fixtures/workspace', openFile: 'dense.js', vsix });
    await workbench.editor.lens('Run').first().waitFor();
    expect(await workbench.editor.lens('Run').count()).toBe(1);
  });
});
