import { NO_CHANGE } from '../changes/changeWords.js';
import {
  type ColumnKind,
  type ColumnOf,
  type ComparedTrack,
  type ComparedValue,
  known,
  UNKNOWN,
  unknown,
} from './comparedValue.js';
import { RESULT_COLUMNS } from './resultColumns.js';
import { SETTING_COLUMNS } from './settingColumns.js';

/** One fact of all runs. */
export interface ComparedColumn extends Omit<ColumnOf, 'read'> {
  readonly kind: ColumnKind;
  /** Whether two runs are known to have something else there. */
  readonly differs: boolean;
  /** In the order of the runs. */
  readonly values: readonly ComparedValue[];
}

/**
 * Settings and results of runs beside each other, those that differ first.
 * @param changes of each run what its source has otherwise than the first one's, in words; null where that is not known
 */
export function compareRuns(tracks: readonly ComparedTrack[], changes: readonly (string | null)[]): ComparedColumn[] {
  const columns = [
    column(
      { name: 'changes', label: 'Changed', help: 'What differs from the first run in source, seed, and backend' },
      'setting',
      tracks.map((_, index) => changeValue(changes[index] ?? null, index)),
    ),
    ...SETTING_COLUMNS.map(({ read, ...each }) => column(each, 'setting', tracks.map(read))),
    ...RESULT_COLUMNS.map(({ read, ...each }) => column(each, 'result', tracks.map(read))),
  ];
  return [...columns.filter(({ differs }) => differs), ...columns.filter(({ differs }) => !differs)];
}

const column = (
  { name, label, help }: Omit<ColumnOf, 'read'>,
  kind: ColumnKind,
  values: readonly ComparedValue[],
): ComparedColumn => ({
  name,
  label,
  help,
  kind,
  differs: new Set(values.map(({ text }) => text).filter((text) => text !== UNKNOWN)).size > 1,
  values,
});

function changeValue(words: string | null, index: number): ComparedValue {
  if (index === 0) return { value: null, text: NOTHING, title: 'The run that the others are held against' };
  if (words === null) return unknown('The text of what ran is not kept for both runs');
  return words === NO_CHANGE ? known(words, NOTHING, 'Nothing differs from the first run') : known(words);
}

const NOTHING = '–';
