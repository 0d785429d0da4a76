import * as v from 'valibot';
import { expect, it } from 'vitest';
import { RunHeader } from '../../../src/protocol/runFile.js';
import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';
import { newHeader, storedRequest, storedState } from '../../../src/runs/stored/runHeader.js';

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

it("a run's header keeps the share of the data that it trains on, and one without it trains on all", async () => {
  const header: unknown = JSON.parse(JSON.stringify(await newHeader({ ...request, share: 0.3 })));
  expect(storedRequest(v.parse(RunHeader, header)).share).toBe(0.3);
  expect(storedRequest(await newHeader(request)).share).toBe(1);
});

it("a run's header keeps the files of its data, and one without says nothing of them", async () => {
  const header: unknown = JSON.parse(JSON.stringify(await newHeader({ ...request, dataFiles: ['/folder/fruit.csv'] })));
  expect(storedRequest(v.parse(RunHeader, header)).dataFiles).toEqual(['/folder/fruit.csv']);
  expect(storedRequest(await newHeader(request)).dataFiles).toEqual([]);
});

it("a run's header keeps what data was chosen for it, and one of an earlier version does not know", async () => {
  const header: unknown = JSON.parse(JSON.stringify(await newHeader({ ...request, dataName: 'sine' })));
  expect(storedRequest(v.parse(RunHeader, header)).dataName).toBe('sine');
  const { dataName: _, ...earlier } = v.parse(RunHeader, header);
  expect(storedRequest(earlier).dataName).toBeUndefined();
  expect(storedRequest(await newHeader(request)).dataName).toBeNull();
});

it("a run's header keeps what tells whether its choices were edited since", async () => {
  const choices = { key: 'net.js#wide', hash: 'a1' };
  const header: unknown = JSON.parse(JSON.stringify(await newHeader({ ...request, choices })));
  expect(storedRequest(v.parse(RunHeader, header)).choices).toEqual(choices);
  expect(storedRequest(await newHeader(request)).choices).toBeNull();
});

it('A header says what runs, when, and who owns it, and its id sorts by time', async () => {
  const model = { file: '/folder/net.js', name: 'wide', line: 3 };
  const header = await newHeader({ ...request, model, seed: null });
  const { startedAt, owner } = header;
  expect(Math.abs(Date.now() - startedAt)).toBeLessThan(60_000);
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-[\da-f]{8}$/.exec(header.id) ?? [];
  expect(`${year}-${month}-${day}T${hour}:${minute}:${second}`).toBe(new Date(startedAt).toISOString().slice(0, 19));
  expect(header).toEqual({
    dataName: null,
    id: header.id,
    format: 2,
    file: '/folder/net.js',
    cwd: '/folder',
    model: { name: 'wide', line: 3 },
    startedAt,
    seed: null,
    backend: request.backend,
    end: null,
    ownerPid: process.pid,
    owner,
  });
  expect((await newHeader({ ...request, model })).id).not.toBe(header.id);
  expect(storedRequest(header).model).toEqual(model);
  const other = { ...model, file: '/folder/models.js' };
  expect(storedRequest(await newHeader({ ...request, model: other })).model).toEqual(other);
  expect(storedRequest({ ...header, model: null })).toEqual({ ...request, seed: null });
});

it('A run that was found without an end was interrupted when it gave its last sign', async () => {
  const header = await newHeader(request);
  expect(storedState(header, 77)).toEqual({
    kind: 'ended',
    outcome: 'interrupted',
    exitCode: null,
    message: 'Interrupted: the window that ran it was closed or reloaded.',
    verdict: null,
    endedAt: 77,
  });
  const end = { outcome: 'failed', message: 'No.', endedAt: 5 } as const;
  expect(storedState({ ...header, end }, 77)).toEqual({ kind: 'ended', exitCode: null, verdict: null, ...end });
  const newer = { ...header, format: 99 };
  expect(storedState(newer, 77)).toMatchObject({ outcome: 'newer-format', endedAt: 77 });
  expect(storedState({ ...newer, end }, 77)).toMatchObject({ outcome: 'newer-format', endedAt: 5 });
});
