import { describe, expect } from 'vitest';
import { packageExtension } from '../../scripts/lib/vsix.mjs';
import { test } from './fixtures.js';

describe('the package of the extension', () => {
  test('installs as a person would install it, and trains', async ({ openEditor }) => {
    const vsix = await packageExtension();
    const { workbench } = await openEditor({ workspace: 'test/fixtures/workspace', openFile: 'dense.js', vsix });
    await workbench.editor.lens('Run').click();
    await workbench.editor.status(/ran 5 epochs · loss \d/).waitFor();
    expect(await workbench.editor.lens('Run').count()).toBe(1);
  });
});
