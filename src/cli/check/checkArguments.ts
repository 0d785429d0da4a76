import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SOURCE_RULE_IDS } from '../../diagnosis/source/sourceRules.js';
import { messageOf } from '../../errors/errorText.js';
import { SEVERITIES, type Severity } from '../../protocol/severity.js';
import type { LaunchArguments } from '../trainArguments.js';
import { assignments, positiveCount, someText } from '../typedArguments.js';
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
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError('check needs a file or folder.');
  const paths = positionals.map(callerPath);
  const stats = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
  const missing = paths[stats.indexOf(null)];
  if (missing !== undefined) throw new UsageError(`There is no file or folder ${missing}.`);
  const line = positiveCount('--line', values.line);
  if (line !== null && !(stats.length === 1 && stats[0]?.isFile())) throw new UsageError('--line needs one file.');
  const { json = false, sarif, fix = null } = values;
  if (json && sarif !== undefined) throw new UsageError('--json and --sarif exclude each other.');
  if (fix !== null && !SOURCE_RULE_IDS.includes(fix)) {
    throw new UsageError(`There is no rule "${fix}". There are ${SOURCE_RULE_IDS.join(', ')}.`);
  }
  const failOn = severityOf(values['fail-on'] ?? 'error');
  return { paths, json, sarif: sarif === undefined ? null : callerPath(sarif), failOn, fix, line, run: runOf(values) };
}

/** Options that say how models run. */
const OF_RUN = ['seconds', 'epochs', 'data', 'target', 'set', 'yes'] as const;

function runOf(values: ReturnType<typeof parse>['values']): RunArguments | null {
  if (!values.run) {
    const typed = OF_RUN.find((name) => values[name] !== undefined);
    if (typed) throw new UsageError(`--${typed} needs --run: without it nothing is trained.`);
    return null;
  }
  const { data, target, yes = false } = values;
  if (target !== undefined && data === undefined) {
    throw new UsageError('--target needs --data: it names a column of that data.');
  }
  return {
    seconds: positiveCount('--seconds', values.seconds) ?? MOST_SECONDS,
    typed: {
      epochs: positiveCount('--epochs', values.epochs),
      data: someText('--data', data),
      target: someText('--target', target),
      values: assignments(values.set),
      yes,
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        sarif: { type: 'string' },
        'fail-on': { type: 'string' },
        fix: { type: 'string' },
        line: { type: 'string' },
        run: { type: 'boolean' },
        seconds: { type: 'string' },
        epochs: { type: 'string' },
        data: { type: 'string' },
        target: { type: 'string' },
        set: { type: 'string', multiple: true },
        yes: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function severityOf(text: string): Severity {
  const severity = SEVERITIES.find((each) => each === text);
  if (severity) return severity;
  throw new UsageError(`--fail-on takes error, warning or hint, not "${text}".`);
}
