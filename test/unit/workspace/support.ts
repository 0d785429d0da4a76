import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const jsModel = (name: string) =>
  `const ${name} = tf.sequential({ layers: [tf.layers.dense({ units: 1 })] });\n`;
export const pyModel = (name: string) => `from keras import Sequential\n${name} = Sequential()\n`;

/** A folder of its own for a test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'gradlens-index-'));

  put(name: string, text: string): string {
    const file = this.at(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
