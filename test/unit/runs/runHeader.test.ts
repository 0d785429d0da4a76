import * as v from 'valibot';
import { expect, it } from 'vitest';
import { RunHeader } from '../../../src/protocol/runFile.js';
import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';
import { newHeader, storedRequest } from '../../../src/runs/stored/runHeader.js';

const request = {
  ...PLAIN_RUN,
  file: '/folder/net.js',
  cwd: '/folder',
  model: null,
  only: null,
  backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '' },
} as const;

it("a run's header keeps its seed, and one of an earlier version has none", async () => {
  const header: unknown = JSON.parse(JSON.stringify(await newHeader({ ...request, seed: 7 })));
  expect(storedRequest(v.parse(RunHeader, header)).seed).toBe(7);
  const { seed: _seed, ...earlier } = v.parse(RunHeader, header);
  expect(storedRequest(v.parse(RunHeader, earlier)).seed).toBeNull();
});
