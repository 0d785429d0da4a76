import type { PairedRun } from '../diagnosis/pairs/pairedRun.js';
import { metricKey } from '../protocol/seriesKey.js';
import type { SourceModel } from '../protocol/source.js';
import type { Fit, Run } from '../runs/types.js';

/** Points that a fit without epochs of its own is told in. */
const STRETCHES = 40;

/** What a run says of one model, as far as it has come: its last fit counts, as what comes before it only leads there. */
export function pairedRun({ fits, state }: Pick<Run, 'fits' | 'state'>, model: Pick<SourceModel, 'span'>): PairedRun {
  const own = fits.filter((fit) => isOf(fit, model));
  const fit = own.at(-1) ?? fits.at(-1);
  if (!fit) return { ...NOTHING, failure: failureOf(state, null) };
  const { summary, data } = fit;
  const isStep = ({ summary: { kind, joinsFits = false } }: Fit) => kind === 'steps' && !joinsFits;
  return {
    summary,
    logs: fit.epochs.length > 0 ? fit.epochs.map(({ logs }) => logs) : stretches(fit),
    targetSpread: data?.targets?.std ?? null,
    hasRival: isStep(fit) && fits.some((other) => isStep(other) && other.summary.name !== summary.name),
    failure: failureOf(state, fit),
  };
}

const NOTHING: PairedRun = { summary: null, logs: [], targetSpread: null, hasRival: false, failure: null };

function isOf({ summary: { location } }: Fit, { span }: Pick<SourceModel, 'span'>): boolean {
  const { file, start, end } = span;
  return location?.file === file && start.line <= location.line && location.line <= end.line;
}

/** What the code does after a fit that came to its end is no matter of the fit. */
function failureOf(state: Run['state'], fit: Fit | null): string | null {
  if (state.kind !== 'ended' || fit?.end?.outcome === 'completed') return null;
  return state.message ?? `it ended as ${state.outcome}`;
}

function stretches({ series, summary: { metrics } }: Fit): Record<string, number>[] {
  const keys = [['loss', 'loss'] as const, ...metrics.map((name) => [name, metricKey(name)] as const)];
  const means = keys.map(([name, key]) => [name, series.read(key, 0, series.length, STRETCHES).mean] as const);
  const [[, losses = new Float32Array()] = []] = means;
  return Array.from(losses, (_, index) =>
    Object.fromEntries(means.map(([name, mean]) => [name, mean[index] ?? Number.NaN])),
  );
}
