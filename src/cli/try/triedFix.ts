import { basename } from 'node:path';
import { RUN_RULE_IDS } from '../../diagnosis/run/runRules.js';
import { editedText } from '../../diagnosis/source/editedText.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceModel } from '../../protocol/source.js';
import { findModels } from '../../source/findModels.js';
import type { CheckedFinding } from '../check/checkedFinding.js';
import { type CheckedFile, checkPaths, sourceFindings } from '../check/checkPaths.js';
import { checkRuns } from '../check/checkRuns.js';
import { counted, say } from '../ownWords.js';
import { placeText } from '../placeText.js';
import type { ModelFile } from '../plannedRun.js';
import { listModels } from '../selectModel.js';
import type { SilenceWatch } from '../silence/watchSilence.js';
import type { LaunchArguments } from '../trainArguments.js';
import { OpenError } from '../usage.js';

/** A file as it is, and as the fix of a rule makes it. */
export interface TriedFix {
  readonly title: string;
  readonly before: ModelFile & { readonly model: SourceModel };
  readonly after: ModelFile & { readonly model: SourceModel };
}

interface Asked {
  readonly rule: string;
  readonly line: number | null;
  /** Name of the model. */
  readonly name: string | null;
  /** How it is run where only a run shows what is wrong. */
  readonly typed: LaunchArguments;
  readonly watch: SilenceWatch;
}

/** A run that only finds out what is wrong takes no longer. */
const MOST_SECONDS = 60;

/**
 * The first fix of each finding that a rule has about one model: of its source, else of a run of it.
 * @returns null where the run was interrupted
 * @throws {OpenError} where there is none, or it is open which model is meant
 */
export async function triedFix(file: string, text: string, asked: Asked): Promise<TriedFix | null> {
  const { files } = await checkPaths({ paths: [file], line: null });
  const models = files[0]?.models ?? [];
  const all = await findingsOf(files, asked);
  if (!all) return null;
  const found = all.filter((finding) => finding.rule === asked.rule);
  const { rule } = asked;
  if (found.length === 0) throw new OpenError(nothingFound(asked, all, { text, models, file }));
  const lines = new Set(found.map(({ model }) => model?.line));
  if (lines.size > 1) {
    throw new OpenError(`${rule} has findings about several models. Choose one with --line. ${placesOf(found)}`);
  }
  const fixes = found.flatMap(({ fixes: [first] }) => (first ? [first] : []));
  const [first] = fixes;
  if (!first) throw new OpenError(`What ${rule} found has no fix to try. ${placesOf(found)}`);
  const edited = editedText(text, fixes);
  const then = findModels(edited.text, file);
  // Edits make no model and take none away.
  const at = models.findIndex(({ line }) => lines.has(line));
  const [before, after] = [models[at], then[at]];
  if (!before || !after || before.name !== after.name) {
    throw new OpenError(`With the fix of ${rule} the model is no longer found in ${file}.`);
  }
  const others = edited.applied > 1 ? `, and ${counted(edited.applied - 1, 'more edit')}` : '';
  return {
    title: `${first.title}${others}`,
    before: { text, models, model: before },
    after: { text: edited.text, models: then, model: after },
  };
}

/** All that is found where it is asked for; null where the run was interrupted. */
async function findingsOf(
  files: readonly CheckedFile[],
  { rule, line, name, typed, watch }: Asked,
): Promise<CheckedFinding[] | null> {
  const isMeant = (finding: CheckedFinding) =>
    (line === null || finding.model?.line === line || finding.line === line) &&
    (name === null || finding.model?.name === name);
  const ofSource = sourceFindings(files).filter(isMeant);
  if (ofSource.some((finding) => finding.rule === rule) || !RUN_RULE_IDS.includes(rule)) return ofSource;
  const isAsked = (model: SourceModel) =>
    (line === null || model.line === line) && (name === null || model.name === name);
  const toRun = files.map((each) => ({ ...each, asked: each.models.filter(isAsked) }));
  if (toRun.every((each) => each.asked.length === 0)) return ofSource;
  say(`${rule} is what a run shows: training once to find it`);
  // That run says by itself what it is doing.
  const { findings, interrupted } = await watch.whileAsking(() => checkRuns(toRun, { seconds: MOST_SECONDS, typed }));
  return interrupted ? null : findings.filter(isMeant);
}

function nothingFound(
  { rule, line }: Asked,
  others: readonly CheckedFinding[],
  source: ModelFile & { readonly file: string },
): string {
  const where = line === null ? basename(source.file) : `line ${line} of ${basename(source.file)}`;
  const fixable = new Set(others.flatMap((finding) => (finding.fixes.length > 0 ? [finding.rule] : [])));
  const instead = fixable.size > 0 ? ` There are fixes for ${[...fixable].join(', ')}.` : '';
  return `${rule} finds nothing on ${where}.${instead} ${listModels(source.models, source)}`;
}

const placesOf = (findings: readonly CheckedFinding[]): string =>
  findings
    .map(({ file, line, model }) => {
      const at = (each: number) => (isNotebookFile(file) ? placeText({ file, line: each }) : `line ${each}`);
      return `${model?.name}${model ? ` (${at(model.line)})` : ''}: ${at(line)}.`;
    })
    .join(' ');
