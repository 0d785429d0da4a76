import { describe, expect } from 'vitest';
import { test } from './fixtures.js';
import { trainers } from './support/leftovers.js';

describe('a workspace that is not trusted', () => {
  test('has lenses, and Run explains; once it is trusted, Run says where the storage folder cannot be written', async ({
    openEditor,
  }) => {
    const { workbench, store } = await openEditor({
      workspace: 'test/fixtures/e2e',
      openFile: 'short.js',
      untrusted: true,
      brokenStore: true,
      settings: { 'workbench.editor.useModal': 'off' },
    });
    const { editor } = workbench;
    await editor.status('workspace not trusted').waitFor();
    await editor.lens('Run').click();
    const explanation = workbench.notification("Running a model runs this workspace's code");
    await explanation.waitFor();
    expect(trainers(store)).toEqual([]);

    await explanation.getByRole('button', { name: 'Manage Trust' }).click();
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.tab('short.js').click();
    await editor.status('WASM').waitFor();

    await editor.lens('Run').click();
    await workbench.notification('cannot write to its storage folder').waitFor();
    await editor.lens('Run').waitFor();
    expect(trainers(store)).toEqual([]);
  });
});
