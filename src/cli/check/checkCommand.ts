import { writeFile } from 'node:fs/promises';
import { SEVERITIES } from '../../protocol/severity.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { counted, jsonLine, say, writeOwn } from '../ownWords.js';
import { type CheckArguments, checkArguments } from './checkArguments.js';
import { type CheckedFinding, checkPaths } from './checkPaths.js';
import { sarifLog } from './sarif.js';
import { writeFixes } from './writeFixes.js';

/** Says what is wrong with the models of files and folders, from their source alone. */
export async function checkCommand(args: readonly string[]): Promise<ExitCode> {
  const asked = await checkArguments(args);
  let found = await checkPaths(asked);
  if (asked.fix !== null && (await writeFixes(found.findings, asked.fix)) > 0) found = await checkPaths(asked);
  for (const { path, reason } of found.unreadable) say(`${path}: ${reason}`);
  const { findings } = found;
  if (asked.sarif !== null) await writeFile(asked.sarif, `${JSON.stringify(sarifLog(findings), null, 2)}\n`);
  if (asked.json) writeOwn(process.stdout, jsonLine(findings));
  else for (const finding of findings) writeOwn(process.stdout, textOf(finding));
  say(`checked ${counted(found.models, 'model')}: ${summary(findings)}`);
  return findings.some((finding) => fails(finding, asked)) ? EXIT.userCodeFailed : EXIT.trained;
}

const fails = ({ severity }: CheckedFinding, { failOn }: CheckArguments): boolean =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);

function textOf({ file, line, column, severity, message, why, help, rule, fixes }: CheckedFinding): string {
  const [fix] = fixes;
  const offered = fix ? `\n    fix: ${fix.title} (--fix ${rule})` : '';
  return `${file}:${line}:${column}  ${severity}: ${message} [${rule}]\n    ${why} ${help}${offered}\n`;
}

function summary(findings: readonly CheckedFinding[]): string {
  const counts = SEVERITIES.map((severity) => findings.filter((finding) => finding.severity === severity).length);
  const told = SEVERITIES.flatMap((severity, index) => (counts[index] ? [counted(counts[index], severity)] : []));
  return told.length === 0 ? 'nothing to say' : told.join(', ');
}
