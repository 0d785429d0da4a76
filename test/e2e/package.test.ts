import { open } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { MAX_BYTES, packageExtension } from '../../scripts/lib/vsix.mjs';
import { zipEntries } from '../../src/datasets/zip/zipFile.js';
import { test } from './fixtures.js';

/** Sizes of what the package holds, by name. */
async function contents(vsix: string): Promise<Map<string, number>> {
  const file = await open(vsix);
  try {
    const entries = await zipEntries(file, (await file.stat()).size);
    return new Map(entries.map(({ name, packedSize }) => [name.replace(/^extension\//, ''), packedSize]));
  } finally {
    await file.close();
  }
}

/** Milliseconds that fetching and, where need be, building tfjs-node may take. */
const INSTALLATION = 480_000;

describe('the package of the extension', () => {
  test(
    'trains at once where it is installed, and installs tfjs-node when asked',
    async ({ openEditor }) => {
      const vsix = await packageExtension();
      const files = await contents(vsix);
      // What the extension and its trainer load by name, and nothing that only the bare tree has a use for.
      expect([...files.keys()]).toEqual(
        expect.arrayContaining([
          'package.json',
          'dist/extension.js',
          'dist/trainer/main.mjs',
          'dist/gradlens.schema.json',
          'examples/xor.js',
          'examples/ways/sequence.ipynb',
          'examples/datasets/shapes/disc/01.png',
        ]),
      );
      expect([...files.keys()].filter((name) => /cli|\.map$|\.ts$|node_modules|test/.test(name))).toEqual([]);
      expect([...files.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
      // As a person has it: a process waits for the second run, and is gone with the window.
      const settings = { 'gradlens.warmStart.enabled': true };
      const fresh = {
        ...{ workspace: 'test/fixtures/workspace', openFile: 'dense.js' },
        ...{ vsix, withoutTfjsNode: true, settings },
      };
      const { workbench } = await openEditor(fresh);
      const { editor } = workbench;
      await editor.lens('Run').first().waitFor();
      expect(await editor.lens('Run').count()).toBe(1);
      await editor.lens('Run').click();
      await editor.status(/ran 5 epochs.* · WASM 4\.22\.0 \(embedded\)/).waitFor();

      const offer = workbench.notification('trains on the embedded WASM backend');
      await offer.getByRole('button', { name: 'Install tfjs-node' }).click();
      await workbench.notification('GradLens').first().waitFor();
      await expect
        .poll(() => workbench.notification('GradLens').count(), { timeout: INSTALLATION, interval: 500 })
        .toBe(0);

      await editor.lens('Run').click();
      await editor.status(/ran 5 epochs.* · tfjs-node 4\.22\.0/).waitFor();
      expect(await workbench.notification('embedded WASM backend').count()).toBe(0);
    },
    INSTALLATION,
  );
});
