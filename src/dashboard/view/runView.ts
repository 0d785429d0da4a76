import { basename } from 'node:path';
import { type BackendInfo, backendName } from '../../protocol/backend.js';
import type { FitItem, ProblemView, RunItem, RunView } from '../../protocol/dashboard/runView.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { isReadNotRun } from '../../protocol/runRequest.js';
import type { TrainerPhase, TrainerProblem } from '../../protocol/trainer.js';
import { heldWeights } from '../../runs/heldWeights.js';
import { findingOf } from '../../runs/judgement.js';
import { runLabel } from '../../runs/runLabel.js';
import type { Run } from '../../runs/types.js';
import { describeState } from './describeState.js';
import { isFixable } from './fixable.js';

/** A run's own facts, without the numbers that change with each batch. */
export function runView(run: Run, textOf: (location: SourceLocation) => string): RunView {
  const { tone, status, detail } = describeState(run);
  const { file, backend, seed } = run.request;
  return {
    id: run.id,
    name: runName(run),
    fileName: basename(file),
    file,
    isRead: isReadNotRun(run.request),
    startedAt: run.startedAt,
    tone,
    status,
    detail,
    // What a newer version trained on may be nothing that this one knows.
    backend:
      run.state.kind === 'ended' && run.state.outcome === 'newer-format'
        ? NO_BACKEND
        : withSeed(backendLabel(backend), seed),
    controls: controls(run),
    ended: run.state.kind === 'ended',
    loaded: run.loaded || run.state.kind !== 'ended',
    problems: run.problems.map((problem) => problemView(run, problem, textOf)),
    fits: fitItems(run),
  };
}

function problemView(run: Run, problem: TrainerProblem, textOf: (location: SourceLocation) => string): ProblemView {
  const { severity, message, location } = problem;
  const found = findingOf(run, problem);
  return {
    severity,
    message,
    place: location && textOf(location),
    lesson: found?.finding.lesson ?? null,
    fixable: found !== null && isFixable(found),
  };
}

/** As every list tells of a run. */
export function runItem(run: Run): RunItem {
  const { name, result } = runLabel(run);
  const { id, startedAt } = run;
  return { id, name: name ?? runName(run), status: result ?? describeState(run).status, startedAt };
}

const runName = (run: Run): string =>
  run.request.model?.name ?? run.fits[0]?.summary.name ?? basename(run.request.file);

const origins: Readonly<Record<BackendInfo['origin'], string>> = {
  project: "your project's",
  gradlens: "GradLens's own",
  embedded: 'embedded',
};

const NO_BACKEND = { label: '', title: '', embedded: false };

function backendLabel(backend: BackendInfo): RunView['backend'] {
  const { kind, version, origin, path } = backend;
  return kind === 'wasm'
    ? {
        label: `Embedded WASM ${version}`,
        title:
          'TensorFlow.js with the WASM backend, included in the extension. It needs no installation; tfjs-node is faster for large nets.',
        embedded: true,
      }
    : { label: `${backendName(backend)} ${version} · ${origins[origin]}`, title: path, embedded: false };
}

/** With the seed, where the run has one: that is what repeats it. */
function withSeed(view: RunView['backend'], seed: number | null): RunView['backend'] {
  if (seed === null) return view;
  const { label, title } = view;
  return {
    ...view,
    label: `${label} · seed ${seed}`,
    title: `${title}\nRun with the seed ${seed} to repeat this run.`,
  };
}

function controls(run: Run): RunView['controls'] {
  const { state, keptModel, pace } = run;
  const none = { stop: null, pause: null, steps: [], pace: null, rollBack: null, saveModel: false };
  if (state.kind === 'ended') return { ...none, saveModel: keptModel !== null };
  if (state.kind === 'stopping') return { ...none, stop: 'kill' };
  const phase = state.kind === 'active' ? state.phase : 'loading';
  const pauses = { training: 'pause', paused: 'resume', broken: 'continue' } as const;
  const pause = phase in pauses ? pauses[phase as keyof typeof pauses] : null;
  return { ...none, stop: 'stop', pause, steps: steps(run, phase), pace, rollBack: heldWeights(run)?.kept ?? null };
}

/** A loop of one's own has no epochs that GradLens knows. */
function steps({ fits }: Run, phase: TrainerPhase): RunView['controls']['steps'] {
  if (phase === 'broken' || phase === 'held-open') return [];
  return fits.at(-1)?.summary.kind === 'steps' ? ['batch'] : ['batch', 'epoch'];
}

/** Fits by number; the model's name is told where the run trains more than one. */
function fitItems({ fits }: Run): FitItem[] {
  const several = new Set(fits.map((fit) => fit.summary.name)).size > 1;
  return fits.map(({ summary, end }) => ({
    fit: summary.fit,
    label: [
      `Fit ${summary.fit}`,
      several ? summary.name : null,
      end && end.outcome !== 'completed' ? end.outcome : null,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  }));
}
