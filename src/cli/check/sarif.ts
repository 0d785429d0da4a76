import { pathToFileURL } from 'node:url';
import { sentencesOf } from '../../diagnosis/finding.js';
import type { Severity } from '../../protocol/severity.js';
import type { CheckedEdit, CheckedFinding } from './checkedFinding.js';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' };

/** Findings as a log of the Static Analysis Results Interchange Format 2.1.0, which code hosts show. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarifLog(findings: readonly CheckedFinding[]): object {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'GradLens', rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, rules)),
      },
    ],
  };
}

function resultOf(finding: CheckedFinding, rules: readonly string[]): object {
  const { file, line, column, rule, category, severity, evidence, fixes } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[severity],
    message: { text: sentencesOf(finding) },
    locations: [
      { physicalLocation: { artifactLocation: locationOf(file), region: { startLine: line, startColumn: column } } },
    ],
    properties: { category, evidence },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
  };
}

function fixOf({ title, edits }: CheckedFinding['fixes'][number]): object {
  return {
    description: { text: title },
    artifactChanges: [...Map.groupBy(edits, ({ file }) => file)].map(([file, own]) => {
      return { artifactLocation: locationOf(file), replacements: own.map(replacementOf) };
    }),
  };
}

const replacementOf = ({ start, end, newText }: CheckedEdit): object => ({
  deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  insertedContent: { text: newText },
});

const locationOf = (file: string): object => ({ uri: pathToFileURL(file).href });
