import type { Cause } from '../diagnosis/run/causes.js';
import type { ToHost } from '../protocol/dashboard/messages.js';
import type { DepthQuestion } from '../protocol/depth/question.js';
import type { SourceLocation } from '../protocol/fit.js';
import { sizeOf } from '../protocol/fitSamples.js';
import { findingIn, findingOf } from '../runs/judgement.js';
import { outputFolders, placesIn } from '../runs/output/outputPlaces.js';
import type { RunPositions } from '../runs/positions.js';
import type { Fit, Run, Runs } from '../runs/types.js';
import { type SavedWith, savePicture, saveSeries } from './savedFile.js';

/** What the dashboard asks of the editor's other parts, which it does not know. */
export interface DashboardActions extends SavedWith {
  revealLayer(location: SourceLocation): void;
  /** Offers the edits of the source that help against what was found. */
  fixFinding(run: Run, fit: Fit, finding: Cause): void;
  /** Trains with one of those edits and without it. */
  tryFinding(run: Run, fit: Fit, finding: Cause): void;
  /** Does that with the edit that is tried. */
  tryIt(action: TryItAction): void;
  /** Shows a lesson on what depth does, or asks it anew. */
  askDepth(question: DepthQuestion, anew: boolean): void;
  /** Makes an edit that the shown lesson offers, by its index. */
  fixDepth(fix: number): void;
  /** Ends what still measures; what is known stays. */
  stopDepth(): void;
  closeDepth(): void;
  /** Asks the model that a fit has kept what it makes of a sample. */
  askModel(run: Run, fit: Fit, input: readonly number[]): void;
  /** Does that with the sweep that is shown. */
  sweep(action: SweepAction): void;
  /** Does that with one of its trials, by its number. */
  sweptTrial(action: SweptTrialAction, trial: number): void;
  runAgain(run: Run): void;
  /** Trains again with so many epochs, and from then on. */
  useEpochs(run: Run, epochs: number): void;
  openExamples(): void;
  installTfjsNode(): void;
  saveModel(run: Run): void;
  deleteRun(run: Run): void;
  showLog(): void;
}

type Wish = Exclude<ToHost, { type: 'ready' | 'look' | 'select' }>;
export type TryItAction = Extract<Wish, { type: 'tryIt' }>['action'];
export type SweepAction = Extract<Wish, { type: 'sweep' }>['action'];
export type SweptTrialAction = Extract<Wish, { type: 'sweptTrial' }>['action'];
type ControlAction = Extract<Wish, { type: 'control' }>['action'];

interface Shown {
  readonly runs: Pick<Runs, 'find'>;
  readonly positions: Pick<RunPositions, 'move'>;
  readonly folders: () => readonly string[];
  /** What a track shows. */
  trackOf(key: string): { readonly run: Run; readonly fit: Fit | undefined } | undefined;
}

/** Does what a click on the page asks for. */
export function handlePageMessage(
  wish: Wish,
  { runs, positions, folders, trackOf }: Shown,
  actions: DashboardActions,
): void {
  switch (wish.type) {
    case 'openExamples':
      actions.openExamples();
      break;
    case 'installTfjsNode':
      actions.installTfjsNode();
      break;
    case 'control': {
      const run = runs.find(wish.run);
      if (run) controls[wish.action](run, actions);
      break;
    }
    case 'useSourceEpochs': {
      const { run, fit } = trackOf(wish.track) ?? {};
      const epochs = fit?.summary.setup?.sourceEpochs ?? null;
      if (run && epochs !== null) actions.useEpochs(run, epochs);
      break;
    }
    case 'step':
      runs.find(wish.run)?.step(wish.unit);
      break;
    case 'pace':
      runs.find(wish.run)?.setPace(wish.pace);
      break;
    case 'rollBack':
      runs.find(wish.run)?.rollBack(wish.how);
      break;
    case 'revealLayer':
      reveal(trackOf(wish.track)?.fit?.summary.layers[wish.layer], actions);
      break;
    case 'scrub':
      scrub(trackOf(wish.track), wish.step, positions);
      break;
    case 'tryIt':
      actions.tryIt(wish.action);
      break;
    case 'askDepth':
      actions.askDepth(wish.question, wish.anew);
      break;
    case 'fixDepth':
      actions.fixDepth(wish.fix);
      break;
    case 'stopDepth':
      actions.stopDepth();
      break;
    case 'closeDepth':
      actions.closeDepth();
      break;
    case 'sweep':
      actions.sweep(wish.action);
      break;
    case 'sweptTrial':
      actions.sweptTrial(wish.action, wish.trial);
      break;
    case 'fixFinding':
    case 'tryFinding':
    case 'fixProblem':
    case 'tryProblem':
      helpAgainst(wish, { runs, trackOf }, actions);
      break;
    case 'askModel': {
      const { run, fit } = trackOf(wish.track) ?? {};
      const { input = [], noModel } = fit?.summary.samples ?? {};
      if (run && fit && noModel === null && wish.input.length === sizeOf(input)) actions.askModel(run, fit, wish.input);
      break;
    }
    case 'showLog':
      actions.showLog();
      break;
    case 'revealOutput': {
      const run = runs.find(wish.run);
      const location = run && printedPlace(run, wish, folders());
      if (location) actions.revealLayer(location);
      break;
    }
    case 'savePicture':
      savePicture(wish, trackOf(wish.track), actions);
      break;
    case 'saveSeries':
      saveSeries(wish, trackOf(wish.track), actions);
      break;
    case 'revealProblem':
      reveal(runs.find(wish.run)?.problems[wish.problem], actions);
      break;
  }
}

/** A problem that the trainer told itself is helped as the finding that says the same. */
function helpAgainst(
  wish: Extract<Wish, { type: `${'fix' | 'try'}${'Finding' | 'Problem'}` }>,
  { runs, trackOf }: Pick<Shown, 'runs' | 'trackOf'>,
  actions: Pick<DashboardActions, 'fixFinding' | 'tryFinding'>,
): void {
  const { run, fit: ofTrack } = 'track' in wish ? (trackOf(wish.track) ?? {}) : { run: runs.find(wish.run) };
  if (!run) return;
  const problem = 'problem' in wish ? run.problems[wish.problem] : undefined;
  const found =
    'rule' in wish
      ? findingIn(run, ({ rule, layer }, fit) => fit === ofTrack && rule === wish.rule && layer === wish.layer)
      : problem && findingOf(run, problem);
  if (!found) return;
  const isFix = wish.type === 'fixFinding' || wish.type === 'fixProblem';
  actions[isFix ? 'fixFinding' : 'tryFinding'](run, found.fit, found.finding);
}

/** The last batch is not looked back on: what comes after it is shown, too. */
function scrub(track: ReturnType<Shown['trackOf']>, step: number | null, positions: Shown['positions']): void {
  const { run, fit } = track ?? {};
  if (!run || !fit) return;
  const isPast = step !== null && step < fit.series.length - 1;
  positions.move(run, isPast ? { fit: fit.summary.fit, step } : null);
}

/** Found anew, so that the page cannot name a file of its own. */
function printedPlace(
  run: Run,
  { line, place }: { readonly line: number; readonly place: number },
  folders: readonly string[],
): SourceLocation | null {
  const { lines, dropped } = run.output;
  const text = lines[line - dropped]?.text ?? '';
  const found = placesIn(text, outputFolders(run, folders))[place];
  return found ? { file: found.file, line: found.line, column: found.column } : null;
}

function reveal(place: { readonly location: SourceLocation | null } | undefined, actions: DashboardActions): void {
  if (place?.location) actions.revealLayer(place.location);
}

const controls: Readonly<Record<ControlAction, (run: Run, actions: DashboardActions) => void>> = {
  stop: (run) => run.stop(),
  pause: (run) => run.pause(),
  resume: (run) => run.resume(),
  runAgain: (run, actions) => actions.runAgain(run),
  saveModel: (run, actions) => actions.saveModel(run),
  delete: (run, actions) => actions.deleteRun(run),
};
