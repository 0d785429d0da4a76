import { expect, it } from 'vitest';
import { nodeLook } from '../../../src/editor/modelTree/nodeLook.js';
import { filesOf, nodeRun } from '../../../src/editor/modelTree/nodeRun.js';
import type { Verdict } from '../../../src/protocol/verdict.js';
import type { Fit, Run, RunState } from '../../../src/runs/types.js';

const file = '/home/ada/net.py';
const node = { file, name: 'net', line: 4, isNamesake: false };
const model = { framework: 'keras', layers: 3 } as const;

interface Shape {
  readonly state?: RunState;
  readonly asked?: { file: string; name: string; line: number } | null;
  readonly fitted?: readonly { file: string; name: string; line: number }[];
}

/** As much of a run as the list looks at. */
function run({ state = { kind: 'active', phase: 'training' }, asked = null, fitted = [] }: Shape): Run {
  const fits = fitted.map(
    ({ file: path, name, line }) =>
      ({ summary: { name, location: { file: path, line, column: 1 } }, latest: null, epochs: [] }) as unknown as Fit,
  );
  return { state, request: { file: asked?.file ?? file, model: asked }, fits, loaded: true } as unknown as Run;
}

const ended = (outcome: 'completed' | 'failed' | 'stopped', verdict: Verdict | null = null): RunState => ({
  kind: 'ended',
  outcome,
  exitCode: 0,
  message: null,
  verdict,
  endedAt: 1,
});

it('finds the newest run of a model, one that goes on before any other', () => {
  const old = run({ asked: { file, name: 'net', line: 4 } });
  const newest = run({ state: ended('failed'), asked: { file, name: 'net', line: 4 } });
  expect(nodeRun([newest, old], node)?.run).toBe(old);
  expect(nodeRun([newest], node)?.run).toBe(newest);
  expect(nodeRun([], node)).toBeNull();
});

it('knows a model by its name where its line has moved, and namesakes by their line', () => {
  const moved = run({ fitted: [{ file, name: 'net', line: 9 }] });
  expect(nodeRun([moved], node)?.run).toBe(moved);
  expect(nodeRun([moved], { ...node, isNamesake: true })).toBeNull();
  expect(nodeRun([moved], { ...node, line: 9, isNamesake: true })?.fit).toBe(moved.fits[0]);
  expect(nodeRun([moved], { ...node, name: 'other' })).toBeNull();
});

it('shows the fit of another file for a model that was asked for and is trained there', () => {
  const found = run({
    asked: { file, name: 'net', line: 4 },
    fitted: [{ file: '/home/ada/fit.py', name: 'm', line: 1 }],
  });
  expect(nodeRun([found], node)?.fit).toBe(found.fits[0]);
  expect(filesOf(found)).toEqual(new Set([file, '/home/ada/fit.py']));
});

it('looks as its run stands, and can be run only where none goes on', () => {
  const shown = (state: RunState) => {
    const { icon, description, state: context } = nodeLook(model, { run: run({ state }), fit: null }, false);
    return [icon, description, context];
  };
  expect(nodeLook(model, null, false)).toMatchObject({ description: 'Keras, 3 layers', state: 'idle' });
  expect(nodeLook({ framework: 'tfjs', layers: 1 }, null, false).description).toBe('TensorFlow.js, 1 layer');
  expect(nodeLook(model, null, true)).toMatchObject({ description: 'starting…', state: 'starting' });
  expect(shown({ kind: 'active', phase: 'training' })).toEqual(['loading~spin', 'training…', 'training']);
  expect(shown({ kind: 'active', phase: 'paused' })).toEqual(['debug-pause', 'paused', 'paused']);
  expect(shown({ kind: 'stopping', since: 1, seen: false })).toEqual(['loading~spin', 'stopping…', 'stopping']);
  expect(shown(ended('completed'))).toEqual(['question', 'ended', 'idle']);
  const fell = { kind: 'learns-well', text: 'Learns well: acc 0.98' } as const;
  const never = { kind: 'learns-nothing', text: 'Learns nothing: loss 0.7 does not fall' } as const;
  expect(shown(ended('completed', fell))).toEqual(['pass-filled', 'Learns well: acc 0.98 · ended', 'idle']);
  const leaked = { kind: 'learns', text: 'Learns, but feature 3 is the target', severity: 'warning' } as const;
  expect(shown(ended('completed', leaked))).toEqual(['info', 'Learns, but feature 3 is the target · ended', 'idle']);
  expect(shown(ended('completed', never))).toEqual(['error', 'Learns nothing: loss 0.7 does not fall · ended', 'idle']);
  expect(shown(ended('failed', never))).toEqual(['bug', 'failed', 'idle']);
  expect(shown(ended('failed'))).toEqual(['bug', 'failed', 'idle']);
});
