import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import type { FitSummary } from '../../protocol/fit.js';
import { statisticIndex } from '../../protocol/statistics.js';
import { toJson } from '../../runFiles/json.js';
import { primaryVariables } from '../layerFigures.js';
import { readSources } from '../stored/readChanges.js';
import { readStoredFits } from '../stored/readStoredRun.js';
import { chosenColumns, csvColumns, writeCsv } from './csv.js';
import type { ExportTarget, ExportTask } from './exportTarget.js';
import { eachBatch } from './fitColumns.js';
import { type Curve, type ReportFit, reportHtml } from './report.js';
import type { ReportFacts } from './reportFacts.js';
import { writeEventFiles } from './tensorboard/eventFiles.js';

/** Points that a curve of a report has at most. */
const MOST_POINTS = 500;
const REPORT_FILE = 'report.html';

/**
 * Writes a run for other programs; blocks, so for threads that may wait.
 * @returns the path to show: the file or the folder
 * @throws {HumanError} where the run has no records, a series is not there, or the folder is not empty
 */
export function exportRun({ directory, target, facts }: ExportTask): string {
  const fits = readStoredFits(directory);
  if (fits.length === 0) throw new HumanError('This run recorded no fit: there is nothing to export.');
  try {
    return write(directory, fits, target, facts);
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw new HumanError(`The run cannot be exported: ${messageOf(error)}`, { cause: error });
  }
}

function write(
  directory: string,
  fits: ReturnType<typeof readStoredFits>,
  target: ExportTarget,
  facts: ReportFacts,
): string {
  switch (target.kind) {
    case 'csv':
      refuseUnknown(fits, target.series);
      writeCsv(target.file, directory, fits, target);
      return target.file;
    case 'folder':
      writeFolder(target.folder, directory, fits, facts);
      return target.folder;
    case 'tensorboard':
      return writeEventFiles(target.folder, directory, fits, facts.title);
  }
}

function refuseUnknown(fits: ReturnType<typeof readStoredFits>, series: readonly string[] | null): void {
  const there = new Set(fits.flatMap((fit) => csvColumns(fit).map(({ name }) => name)));
  const missing = series?.filter((name) => !there.has(name)) ?? [];
  if (missing.length === 0) return;
  const usual = new Set(fits.flatMap((fit) => chosenColumns(fit, { series: null }).map(({ name }) => name)));
  throw new HumanError(
    `This run has no series "${missing[0]}". It has ${[...usual].slice(0, 6).join(', ')}, and ${there.size - Math.min(6, usual.size)} more.`,
  );
}

/** Elsewhere first, so that what fails leaves no half of it. A folder that is there stays itself: it may be a link, a mount, or where a shell is. */
function writeFolder(
  folder: string,
  directory: string,
  fits: ReturnType<typeof readStoredFits>,
  facts: ReportFacts,
): void {
  const isThere = existsSync(folder);
  if (isThere && readdirSync(folder).length > 0)
    throw new HumanError(`The folder ${folder} is not empty. Choose another one.`);
  mkdirSync(dirname(folder), { recursive: true });
  const whole = isThere ? join(folder, `.${randomUUID()}`) : `${folder}.${randomUUID()}`;
  try {
    mkdirSync(whole);
    fillFolder(whole, directory, fits, facts);
    if (isThere) for (const name of readdirSync(whole)) renameSync(join(whole, name), join(folder, name));
    else renameSync(whole, folder);
  } finally {
    rmSync(whole, { recursive: true, force: true });
  }
}

function fillFolder(
  folder: string,
  directory: string,
  fits: ReturnType<typeof readStoredFits>,
  facts: ReportFacts,
): void {
  const sources = readSources(directory);
  for (const name of readdirSync(directory))
    if (name.endsWith('.arrow')) copyFileSync(join(directory, name), join(folder, name));
  const { layerPlaces: _, ...told } = facts;
  writeFileSync(join(folder, 'run.json'), toJson({ ...told, fits, sources }));
  const shown = fits.map((fit): ReportFit => ({ ...fit, ...curvesOf(directory, fit.summary) }));
  writeFileSync(join(folder, REPORT_FILE), reportHtml(facts, shown, sources));
}

/** Loss and each layer's gradient norm, means of as many neighboring batches as make them short. */
function curvesOf(directory: string, summary: FitSummary): Pick<ReportFit, 'loss' | 'norms'> {
  let batches = 0;
  eachBatch(directory, summary, () => batches++);
  const size = Math.max(1, Math.ceil(batches / MOST_POINTS));
  const wanted = primaryVariables(summary).flatMap((variable) =>
    variable === null ? [] : [{ variable, at: statisticIndex(variable, 'gradNorm'), curve: new MeanCurve(size) }],
  );
  const loss = new MeanCurve(size);
  eachBatch(directory, summary, (row) => {
    loss.add(row.step, row.loss);
    for (const { at, curve } of wanted) curve.add(row.step, row.statistics[at] ?? Number.NaN);
  });
  return { loss: loss.points, norms: new Map(wanted.map(({ variable, curve }) => [variable, curve.points])) };
}

/** Means of neighboring values; what is no number is left out of them. */
class MeanCurve {
  private readonly sums: { step: number; sum: number; count: number }[] = [];

  constructor(private readonly size: number) {}

  get points(): Curve {
    return this.sums.filter(({ count }) => count > 0).map(({ step, sum, count }) => [step, sum / count]);
  }

  add(step: number, value: number): void {
    const at = Math.floor(step / this.size);
    const bucket = this.sums[at] ?? { step: step + 1, sum: 0, count: 0 };
    this.sums[at] = bucket;
    if (!Number.isFinite(value)) return;
    bucket.sum += value;
    bucket.count++;
  }
}
