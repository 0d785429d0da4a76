import { type CodeToken, codeTokens } from './codeTokens.js';
import { comparedLines } from './comparedLines.js';
import { editedShifts, type LineShift, lineShifts } from './lineShifts.js';

/** What became of the code of a text. */
export interface CodeNow {
  /** Comments and blanks are no code. */
  readonly isSame: boolean;
  /** How its lines moved; none where all stand where they were. */
  readonly shifts: readonly LineShift[];
}

/** It was edited, for all that is known, and no line's place is known. */
export const UNKNOWN_CODE: CodeNow = { isSame: false, shifts: [{ from: 1, by: null, isEdited: true }] };

/** Two texts of one file. */
export interface ComparedTexts {
  /** Its name says what language it is. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Lines are looked for in edited code, too, which takes longer. */
  readonly findsEdited: boolean;
}

/** What became of the code between two texts. */
export function codeNow({ file, before, after, findsEdited }: ComparedTexts): CodeNow {
  const [had, now] = [codeTokens(before, file), codeTokens(after, file)];
  if (had.length !== now.length || had.some(({ key }, index) => key !== now[index]?.key)) {
    if (!findsEdited) return UNKNOWN_CODE;
    return { isSame: false, shifts: editedShifts(comparedLines(had, now)) };
  }
  return { isSame: true, shifts: lineShifts(lineOfEach(had), lineOfEach(now)) };
}

const lineOfEach = (tokens: readonly CodeToken[]): number[] => tokens.map(({ line }) => line);
