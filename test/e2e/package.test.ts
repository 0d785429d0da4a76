import { describe, expect } from 'vitest';
import { packageExtension } from '../../scripts/lib/vsix.mjs';
import { test } from './fixtures.js';

/** Milliseconds that fetching and, where need be, building tfjs-node may take. */
const INSTALLATION = 480_000;

describe('the package of the extension', () => {
  test(
    'trains at once where it is installed, and installs tfjs-node when asked',
    async ({ openEditor }) => {
      const vsix = await packageExtension();
      const fresh = { workspace: 'test/fixtures/workspace', openFile: 'dense.js', vsix, withoutTfjsNode: true };
      const { workbench } = await openEditor(fresh);
      const { editor } = workbench;
      await editor.lens('Run').click();
      await editor.status(/ran 5 epochs · loss \S+ · WASM 4\.22\.0 \(embedded\)/).waitFor();

      const offer = workbench.notification('trains on the embedded WASM backend');
      await offer.getByRole('button', { name: 'Install tfjs-node' }).click();
      await workbench.notification('GradLens').first().waitFor();
      await expect
        .poll(() => workbench.notification('GradLens').count(), { timeout: INSTALLATION, interval: 500 })
        .toBe(0);

      await editor.lens('Run').click();
      await editor.status(/ran 5 epochs · loss \S+ · tfjs-node 4\.22\.0/).waitFor();
      expect(await workbench.notification('embedded WASM backend').count()).toBe(0);
    },
    INSTALLATION,
  );
});
