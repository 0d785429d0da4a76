import { findingsAnswer } from '../assistant/findingsAnswer.js';
import { modelsAnswer } from '../assistant/modelsAnswer.js';
import type { Reach } from '../assistant/root.js';
import type { ToolInput } from '../assistant/toolTable.js';
import { notesOnUnread } from '../assistant/unreadNotes.js';
import { diagnoseSource, isOf } from '../diagnosis/source/sourceRules.js';
import type { ToolDeps } from './deps.js';
import { sourcesOf } from './sources.js';

/** @throws {HumanError} where the path is outside of the workspace, or not there */
export async function listModels(
  deps: ToolDeps,
  reach: Reach,
  { path }: ToolInput<'list_models'>,
  signal: AbortSignal,
): Promise<string> {
  const { sources, unread } = await sourcesOf(deps, reach, await reach.inside(path), signal);
  const models = sources.flatMap((source) => source.models);
  return modelsAnswer(models, notesOnUnread(unread, reach), reach.place);
}

/** What the rules find, with the severities that the person has set. @throws {HumanError} as `listModels` */
export async function check(
  deps: ToolDeps,
  reach: Reach,
  { path, line }: ToolInput<'check'>,
  signal: AbortSignal,
): Promise<string> {
  const { sources, unread } = await sourcesOf(deps, reach, await reach.inside(path), signal);
  const severities = deps.settings.severities.value;
  const failed = (rule: string, error: unknown) => deps.log.error(`The rule ${rule} failed`, error);
  const files = sources.map(({ text, models }) => {
    const asked = models.filter((model) => line === undefined || model.line === line);
    const findings = diagnoseSource(models, { text, severities, failed });
    return { asked, findings: findings.filter((finding) => asked.some((model) => isOf(finding, model))) };
  });
  const findings = files
    .flatMap((each) => each.findings)
    .map(({ span, ...finding }) => ({ ...finding, file: span.file, line: span.start.line }));
  const models = files.reduce((sum, { asked }) => sum + asked.length, 0);
  return findingsAnswer({ findings, models, notes: notesOnUnread(unread, reach) }, reach.place);
}
