import { stat } from 'node:fs/promises';
import { SOURCE_RULE_IDS } from '../../diagnosis/source/sourceRules.js';
import { SEVERITIES, type Severity } from '../../protocol/severity.js';
import { refuseUnknownRule } from '../knownRule.js';
import { LAUNCH_OPTIONS, type LaunchArguments, launchArguments } from '../trainArguments.js';
import { existingPaths, positiveCount, typedArguments } from '../typedArguments.js';
import { UsageError } from '../usage.js';
import { callerPath } from '../userFile.js';

/** What `check` is asked for. */
export interface CheckArguments {
  /** Absolute; files and folders that exist. */
  readonly paths: readonly string[];
  readonly json: boolean;
  /** Absolute path of the file to write. */
  readonly sarif: string | null;
  /** The least severe findings that end it with code 1. */
  readonly failOn: Severity;
  /** The rule whose first fixes are to be written. */
  readonly fix: string | null;
  /** Only the model that is made on this line, from 1. */
  readonly line: number | null;
  /** Null where nothing is to be run. */
  readonly run: RunArguments | null;
}

/** How models are trained to see what they do. */
export interface RunArguments {
  /** How long each model trains at most. */
  readonly seconds: number;
  readonly typed: LaunchArguments;
}

const MOST_SECONDS = 60;

/** @throws {UsageError} for what cannot be understood, or names what is not there. */
export async function checkArguments(args: readonly string[]): Promise<CheckArguments> {
  const { values, positionals } = typedArguments(args, OPTIONS);
  const paths = await existingPaths('check', positionals);
  const line = positiveCount('--line', values.line);
  if (line !== null && !(await isOneFile(paths))) throw new UsageError('--line needs one file.');
  const { json = false, sarif, fix = null } = values;
  if (json && sarif !== undefined) throw new UsageError('--json and --sarif exclude each other.');
  const run = runOf(values);
  if (fix !== null) {
    refuseUnknownRule(fix);
    if (!run && !SOURCE_RULE_IDS.includes(fix)) throw new UsageError(`Only a run shows ${fix}: add --run.`);
  }
  const failOn = severityOf(values['fail-on'] ?? 'error');
  return { paths, json, sarif: sarif === undefined ? null : callerPath(sarif), failOn, fix, line, run };
}

const RUN_OPTIONS = { ...LAUNCH_OPTIONS, seconds: { type: 'string' } } as const;

const OPTIONS = {
  ...RUN_OPTIONS,
  json: { type: 'boolean' },
  sarif: { type: 'string' },
  'fail-on': { type: 'string' },
  fix: { type: 'string' },
  line: { type: 'string' },
  run: { type: 'boolean' },
} as const;

async function isOneFile([path, ...others]: readonly string[]): Promise<boolean> {
  return path !== undefined && others.length === 0 && (await stat(path)).isFile();
}

type Values = ReturnType<typeof typedArguments<typeof OPTIONS>>['values'];

function runOf(values: Values): RunArguments | null {
  if (values.run) {
    return { seconds: positiveCount('--seconds', values.seconds) ?? MOST_SECONDS, typed: launchArguments(values) };
  }
  const typed = Object.keys(RUN_OPTIONS).find((name) => name in values);
  if (typed !== undefined) throw new UsageError(`--${typed} needs --run: without it nothing is trained.`);
  return null;
}

function severityOf(text: string): Severity {
  const severity = SEVERITIES.find((each) => each === text);
  if (severity) return severity;
  throw new UsageError(`--fail-on takes error, warning or hint, not "${text}".`);
}
