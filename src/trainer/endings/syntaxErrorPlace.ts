import { spawnSync } from 'node:child_process';
import type { SourceLocation } from '../../protocol/fit.js';
import type { UserCode } from '../capture/userCode.js';

/**
 * Where a file cannot be parsed. Node starts the stack of a CommonJS file's syntax error with `file:line`, the line and a caret;
 * for a module it keeps that to itself, so another Node is asked to check the file.
 */
export function syntaxErrorPlace(stack: string, file: string | null, userCode: UserCode): SourceLocation | null {
  const place = placeInHeader(stack, userCode);
  if (place || file === null) return place;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stderr } = spawnSync(process.execPath, ['--check', file], { env, encoding: 'utf8', windowsHide: true });
  return placeInHeader(stderr, userCode);
}

/** The place with which Node begins a stack or a report: `file:line`, the line and a caret under the column. */
export function placeInHeader(text: string, userCode: UserCode): SourceLocation | null {
  const header = /^(.+?):(\d+)\n(?:.*\n(\s*)\^)?/.exec(text);
  const file = userCode.fileOf(header?.[1]);
  if (!header || !file) return null;
  return { file, line: Number(header[2]), column: (header[3]?.length ?? 0) + 1 };
}
