import { basename } from 'node:path';
import type { Event } from '../lifecycle/emitter.js';
import { cellWords } from '../protocol/cellsText.js';
import type { SourceLocation } from '../protocol/fit.js';
import type { Run } from './types.js';

/** Tells people where something that a run recorded is. */
export interface PlaceTexts {
  /** `net.js:12`; in a notebook `sine.ipynb, cell 3, line 4`, once that is known. */
  textOf(run: Run, location: SourceLocation): string;
  /** Fires when more is known. */
  readonly onDidChange: Event<void>;
}

/** Of a notebook the file alone where the cell is not known: a line of JSON tells a person nothing. @param place its cell from 0, its line from 1 */
export const cellText = (file: string, place: { readonly cell: number; readonly line: number } | null): string =>
  place ? `${basename(file)}, ${cellWords(place)}` : basename(file);

export const placeText = ({ file, line }: Pick<SourceLocation, 'file' | 'line'>): string => `${basename(file)}:${line}`;
