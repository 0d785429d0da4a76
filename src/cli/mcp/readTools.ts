import { findingsAnswer } from '../../assistant/findingsAnswer.js';
import { firstFixes, fixAnswer } from '../../assistant/fixAnswer.js';
import { modelsAnswer } from '../../assistant/modelsAnswer.js';
import type { Reach } from '../../assistant/root.js';
import type { ToolInput } from '../../assistant/toolTable.js';
import { notesOnUnread } from '../../assistant/unreadNotes.js';
import { findInPaths } from '../../source/findInPaths.js';
import { checkPaths, sourceFindings } from '../check/checkPaths.js';

export async function listModels(root: Reach, { path }: ToolInput<'list_models'>): Promise<string> {
  const { models, unreadable } = await findInPaths([await root.inside(path)], root.leadsInside);
  return modelsAnswer(models, notesOnUnread(unreadable, root), root.place);
}

export async function check(root: Reach, { path, line }: ToolInput<'check'>): Promise<string> {
  const paths = [await root.inside(path)];
  const { files, unreadable } = await checkPaths({ paths, line: line ?? null }, root.leadsInside);
  const models = files.reduce((sum, { asked }) => sum + asked.length, 0);
  const notes = notesOnUnread(unreadable, root);
  return findingsAnswer({ findings: sourceFindings(files), models, notes }, root.place);
}

export async function proposeFix(root: Reach, { file, line, rule }: ToolInput<'propose_fix'>): Promise<string> {
  const { files } = await checkPaths({ paths: [await root.inside(file)], line: line ?? null }, root.leadsInside);
  const fixes = firstFixes(sourceFindings(files), rule);
  const changed = files.map(({ file: path, text }) => {
    const own = fixes.filter(({ edits }) => edits.every((edit) => edit.file === path));
    return { name: root.fileText(path), text, fixes: own };
  });
  return fixAnswer(changed.filter((each) => each.fixes.length > 0));
}
