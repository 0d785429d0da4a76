import { writeFile } from 'node:fs/promises';
import { bySeverity, SEVERITIES } from '../../protocol/severity.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { counted, jsonLine, say, writeOwn } from '../ownWords.js';
import { type CheckArguments, checkArguments } from './checkArguments.js';
import { type CheckedFinding, inOrder } from './checkedFinding.js';
import { type Checked, checkPaths, sourceFindings } from './checkPaths.js';
import { checkRuns } from './checkRuns.js';
import { sarifLog } from './sarif.js';
import { writeFixes } from './writeFixes.js';

/** Says what is wrong with the models of files and folders: from their source, and from training them where that is asked for. */
export async function checkCommand(args: readonly string[]): Promise<ExitCode> {
  const asked = await checkArguments(args);
  const { files, unreadable, findings, interrupted } =
    asked.fix === null ? await look(asked) : await fix(asked, asked.fix);
  for (const { path, reason } of unreadable) say(`${path}: ${reason}`);
  if (asked.sarif !== null) await writeFile(asked.sarif, `${JSON.stringify(sarifLog(findings), null, 2)}\n`);
  if (asked.json) writeOwn(process.stdout, jsonLine(findings));
  else for (const finding of findings) writeOwn(process.stdout, textOf(finding));
  const models = files.reduce((sum, file) => sum + file.asked.length, 0);
  say(`checked ${counted(models, 'model')}: ${summary(findings)}`);
  if (interrupted) return EXIT.interrupted;
  return findings.some((finding) => fails(finding, asked)) ? EXIT.userCodeFailed : EXIT.trained;
}

interface Looked extends Checked {
  readonly findings: readonly CheckedFinding[];
  readonly interrupted: boolean;
}

async function look(asked: CheckArguments): Promise<Looked> {
  const found = await checkPaths(asked);
  const ran = asked.run ? await checkRuns(found.files, asked.run) : null;
  const findings = ran?.findings.toSorted(inOrder) ?? sourceFindings(found.files);
  return { ...found, findings, interrupted: ran?.interrupted ?? false };
}

/** Writes what a rule's first fixes are, and looks at what remains: of what only a run finds, after one before it. */
async function fix(asked: CheckArguments, rule: string): Promise<Looked> {
  const { files } = await checkPaths(asked);
  const ofSource = await writeFixes(files, sourceFindings(files), rule);
  const looked = await look(asked);
  const ofRun = ofSource > 0 || looked.interrupted ? 0 : await writeFixes(looked.files, looked.findings, rule);
  say(`wrote ${counted(ofSource + ofRun, 'fix', 'fixes')} of ${rule}`);
  return ofRun > 0 ? look(asked) : looked;
}

const fails = (finding: CheckedFinding, { failOn }: CheckArguments): boolean =>
  bySeverity(finding, { severity: failOn }) <= 0;

function textOf(finding: CheckedFinding): string {
  const { file, line, column, severity, message, why, help, rule, fixes, confirmedByRun } = finding;
  const [fix] = fixes;
  const offered = fix ? `\n    fix: ${fix.title} (--fix ${rule})` : '';
  const confirmed = confirmedByRun === null ? '' : confirmedByRun ? ', seen in the run' : ', not seen in the run';
  return `${file}:${line}:${column}  ${severity}: ${message} [${rule}${confirmed}]\n    ${why} ${help}${offered}\n`;
}

function summary(findings: readonly CheckedFinding[]): string {
  const counts = SEVERITIES.map((severity) => findings.filter((finding) => finding.severity === severity).length);
  const told = SEVERITIES.flatMap((severity, index) => (counts[index] ? [counted(counts[index], severity)] : []));
  return told.length === 0 ? 'nothing to say' : told.join(', ');
}
