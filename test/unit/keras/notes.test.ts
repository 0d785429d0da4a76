import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { KerasDeclaration } from '../../../src/protocol/keras.js';
import { made } from './support/made.js';

/** Models that train as Keras 2.15 does, which a test of the trainer holds. */
const folder = new URL('../../fixtures/keras/', import.meta.url);
const groups = readdirSync(folder).filter((name) => name.endsWith('.json.gz'));

it.each(groups)('says nothing of models that train as in Keras: %s', (group) => {
  const cases: Readonly<Record<string, Pick<KerasDeclaration, 'layers' | 'compile'>>> = JSON.parse(
    gunzipSync(readFileSync(new URL(group, folder))).toString(),
  );
  const notes = Object.entries(cases).flatMap(([name, { layers, compile }]) => {
    const location = { file: 'model.py', line: 1, column: 1 };
    const declaration = { name, file: 'model.py', location, version: 2, layers, compile, fit: null } as const;
    return made(declaration)
      .notes.all.filter(({ kind }) => kind !== 'warning')
      .map(({ text }) => `${name}: ${text}`);
  });
  expect(notes).toEqual([]);
});
