import { expect, it } from 'vitest';
import { Settling } from '../../../src/cli/check/settled.js';
import type { VerdictKind } from '../../../src/protocol/verdict.js';
import type { Run } from '../../../src/runs/types.js';

const ASKED = 1000;
/** Of a learning rate whose steps are tiny. */
const EVIDENCE = { updateRatio: 1e-5, threshold: 1e-4 };

/** A run of one fit after some epochs. */
function after(epochs: number, kind: VerdictKind, rules: readonly string[] = [], asked: number | null = ASKED) {
  const fit = { summary: { epochs: asked }, epochs: Array.from({ length: epochs }), end: null };
  const findings = rules.map((rule) => ({ rule, severity: 'error', layer: null, evidence: EVIDENCE }));
  const judgement = { verdict: { kind, text: `${kind} ${epochs}` }, fits: [{ fit, findings }] };
  return { fits: [fit], judgement } as unknown as Pick<Run, 'fits' | 'judgement'>;
}

it('is settled when a run says the same for ten epochs and five seconds', () => {
  const settling = new Settling();
  expect(settling.isSettled({ fits: [], judgement: null }, 0)).toBe(false);
  expect(settling.isSettled(after(1, 'learns-nothing'), 1000)).toBe(false);
  expect(settling.isSettled(after(5, 'learns-nothing', ['dead-layer']), 2000)).toBe(false);
  expect(settling.isSettled(after(14, 'learns-nothing', ['dead-layer']), 9000)).toBe(false);
  expect(settling.isSettled(after(15, 'learns-nothing', ['dead-layer']), 6999)).toBe(false);
  expect(settling.isSettled(after(15, 'learns-nothing', ['dead-layer']), 7000)).toBe(true);
});

it('goes on where nothing is learned and nothing explains it: many nets stand on a plateau first', () => {
  const settling = new Settling();
  const open = ['no-progress', 'learning-rate'];
  expect(settling.isSettled(after(0, 'learns-nothing', open), 0)).toBe(false);
  expect(settling.isSettled(after(400, 'learns-nothing', open), 90_000)).toBe(false);
  const explained = new Settling(true);
  expect(explained.isSettled(after(0, 'learns-nothing', open), 0)).toBe(false);
  expect(explained.isSettled(after(400, 'learns-nothing', open), 90_000)).toBe(true);
});

it('waits longer where a net learns slowly', () => {
  const settling = new Settling();
  expect(settling.isSettled(after(0, 'learns'), 0)).toBe(false);
  expect(settling.isSettled(after(29, 'learns'), 90_000)).toBe(false);
  expect(settling.isSettled(after(30, 'learns'), 14_999)).toBe(false);
  expect(settling.isSettled(after(30, 'learns'), 15_000)).toBe(true);
});

it('lets a fit end that is half done, as how it ends tells most', () => {
  const settling = new Settling();
  expect(settling.isSettled(after(0, 'learns', [], 100), 0)).toBe(false);
  expect(settling.isSettled(after(50, 'learns', [], 100), 60_000)).toBe(false);
  expect(settling.isSettled(after(49, 'learns', [], 100), 60_000)).toBe(true);
});

it('waits for no more where nothing changes any more, and for all where nothing is said yet', () => {
  expect(new Settling().isSettled(after(0, 'not-a-number'), 0)).toBe(true);
  const well = new Settling();
  expect(well.isSettled(after(60, 'learns-well', [], 100), 0)).toBe(false);
  expect(well.isSettled(after(90, 'learns-well', [], 100), 9000)).toBe(true);
  const open = new Settling();
  expect(open.isSettled(after(0, 'undecided'), 0)).toBe(false);
  expect(open.isSettled(after(400, 'undecided'), 90_000)).toBe(false);
});
