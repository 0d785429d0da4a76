import { beforeEach, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { LineTracker } from '../../../src/editor/models/lineTracker.js';
import { RanTexts } from '../../../src/editor/models/ranTexts.js';
import { codeNow } from '../../../src/runs/changes/codeNow.js';
import type { Run } from '../../../src/runs/types.js';

const FILE = '/folder/net.js';
const RAN = 'const net = sequential();\nnet.add(dense(8));\n';

let text = '';
let version = 1;
let asked = 0;
const document = {
  uri: { fsPath: FILE },
  get version() {
    return version;
  },
  getText: () => text,
} as vscode.TextDocument;
const newRun = () => ({}) as Run;

beforeEach(() => {
  asked = 0;
});

function texts(ran: string | null = RAN): RanTexts {
  return new RanTexts(
    {
      async sources() {
        asked++;
        return [{ file: FILE, text: ran }] as never;
      },
      codeNow: async (compared) => codeNow(compared),
    },
    (followed) => new LineTracker(followed.getText(), () => null),
  );
}

function write(next: string): void {
  text = next;
  version++;
}

/** Where line 2 of the run is, after what is under way. */
async function placeOf(all: RanTexts, run: Run): Promise<number | null> {
  all.find(run, document, 2);
  await new Promise(setImmediate);
  return all.find(run, document, 2)?.line ?? null;
}

it('finds a line of an earlier run below comments that were written since, and tells so', async () => {
  write(`// why\n\n${RAN}`);
  const all = texts();
  let told = 0;
  all.onDidFind(() => told++);
  const run = newRun();
  expect(all.find(run, document, 2)).toBeNull();
  expect(await placeOf(all, run)).toBe(4);
  expect(told).toBe(1);
  const change = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' };
  all.edit(document, [change]);
  const found = all.find(run, document, 2);
  expect(found?.tracker.locate(found.line ?? 0, 1, () => 'net.add(dense(8));')).toEqual({ line: 4, stale: false });
  all.dispose();
});

it('finds the lines of other code too, edited ones as such, and compares again until an edit takes it back', async () => {
  write(`\n${RAN.replace('8', '9')}`);
  const all = texts();
  const run = newRun();
  expect(await placeOf(all, run)).toBe(3);
  expect(all.find(run, document, 2)?.isEdited).toBe(true);
  expect(all.find(run, document, 1)).toMatchObject({ line: 2, isEdited: false });
  expect(asked).toBe(1);
  write(`\n\n${RAN}`);
  expect(await placeOf(all, run)).toBe(4);
  expect(all.find(run, document, 2)?.isEdited).toBe(false);
  write(`\n\n\n${RAN}`);
  expect(await placeOf(all, run)).toBe(4);
  expect(asked).toBe(2);
  all.close(document);
  expect(all.find(run, document, 2)).toBeNull();
  all.dispose();
});

it('follows the edits that are made while it compares', async () => {
  write(RAN);
  const all = texts();
  const run = newRun();
  expect(all.find(run, document, 2)).toBeNull();
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  all.edit(document, [{ range, text: '\n' }]);
  await new Promise(setImmediate);
  const found = all.find(run, document, 2);
  expect(found?.tracker.locate(found.line ?? 0, 1, () => 'net.add(dense(8));')?.line).toBe(2);
  all.dispose();
});

it('compares no more runs than an editor shows, and none whose text was not kept', async () => {
  write(RAN);
  const all = texts();
  const shown = Array.from({ length: 8 }, newRun);
  for (const run of shown) expect(await placeOf(all, run)).toBe(2);
  expect(await placeOf(all, newRun())).toBeNull();
  expect(asked).toBe(8);
  all.forget(shown[0] as Run);
  expect(await placeOf(all, newRun())).toBe(2);
  all.dispose();
  const unkept = texts(null);
  expect(await placeOf(unkept, newRun())).toBeNull();
  unkept.dispose();
});
