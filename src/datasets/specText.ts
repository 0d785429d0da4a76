import { basename, extname } from 'node:path';
import * as v from 'valibot';
import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { nearest } from '../errors/nearest.js';
import { DataSpec } from '../protocol/data.js';
import { builtIns } from './builtIn/catalogue.js';
import { tableFormat } from './table/tableFormat.js';

const HELP =
  'Choose random, a name that "gradlens datasets" lists, a table (data.csv with --target COLUMN), x.npy,y.npy, data.npz, a folder of images (./NAME), or JSON.';

/**
 * What `--data` and `--target` say.
 *
 * @param text `random`, `iris`, `data.csv`, `x.npy,y.npy`, `data.npz`, `pictures/`, or a DataSpec as JSON
 * @param target columns of a table that the model is to predict, parted by commas
 * @throws {HumanError} with the choices, where it cannot be understood
 */
export function parseDataSpec(text: string, target: string | null): DataSpec {
  const wanted = text.trim();
  const spec = wanted.startsWith('{') ? fromJson(wanted, target) : fromName(wanted, target);
  if (target !== null && spec.kind !== 'table') {
    throw new HumanError(`--target needs a table, and ${wanted} is not one.`);
  }
  return spec;
}

function fromName(name: string, target: string | null): DataSpec {
  if (name === '') throw new HumanError(`--data needs a value. ${HELP}`);
  if (name === 'random') return { kind: 'random' };
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (builtIns.some((data) => data.name === plain)) return { kind: 'builtin', name: plain };
  const files = name.split(',').map((path) => path.trim());
  if (files.every((path) => /\.np[yz]$/i.test(path))) return arrays(files);
  if (tableFormat(name)) return { kind: 'table', path: name, target: targetColumns(name, target) };
  if (isPath(name)) return { kind: 'images', path: name };
  const close = nearest(name, ['random', ...builtIns.map((data) => data.name)]);
  throw new HumanError(`There is no data "${name}".${close ? ` Did you mean ${close}?` : ''} ${HELP}`);
}

/** A word without slash, dot or blank is a name; anything else a folder. */
function isPath(name: string): boolean {
  return /[/\\]/.test(name) || (name.startsWith('.') && extname(name) === '');
}

function arrays(files: readonly string[]): DataSpec {
  const [x, y, more] = files;
  if (x === undefined || more !== undefined) {
    throw new HumanError('Give arrays as one file of inputs and one of targets, --data x.npy,y.npy, or as one .npz.');
  }
  if (y === undefined && /\.npy$/i.test(x)) {
    throw new HumanError(`${basename(x)} has the inputs, but the targets are missing: --data ${x},y.npy`);
  }
  return { kind: 'arrays', x, y: y ?? x };
}

function targetColumns(path: string, target: string | null): string[] {
  const columns = (target ?? '').split(',').map((name) => name.trim());
  if (columns.some((name) => name === '')) {
    throw new HumanError(`Choose the column of ${basename(path)} to predict: --target COLUMN[,COLUMN].`);
  }
  return columns;
}

function fromJson(text: string, target: string | null): DataSpec {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HumanError(`--data is not valid JSON: ${messageOf(error)}`);
  }
  const named = typeof value === 'object' && target !== null ? { ...value, target: targetColumns('', target) } : value;
  const result = v.safeParse(DataSpec, named);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new HumanError(`--data${path ? `, "${path}"` : ''}: ${issue.message}.`);
}
