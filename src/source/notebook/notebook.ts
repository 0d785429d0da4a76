import { linePositions, type Position } from '../python/syntax/text.js';
import { codeCells } from './cells.js';
import { DecodedText } from './decodedText.js';
import { blankMagics } from './magics.js';

/** A place in a cell as an editor of notebooks shows it. */
export interface CellPlace {
  /** Among all cells of the notebook, from 0. */
  readonly cell: number;
  readonly line: number;
  readonly column: number;
}

interface CellStretch {
  readonly index: number;
  /** Offsets in the program. */
  readonly from: number;
  readonly to: number;
}

/** A notebook's code cells as one Python program, and where its parts stand in the file and in the cells. */
export class Notebook {
  /** The cells' code in order, magics blanked. */
  readonly program: string;
  readonly cells: readonly CellStretch[];
  private readonly decoded = new DecodedText();
  private readonly filePosition: (offset: number) => Position;
  private readonly programPosition: (offset: number) => Position;

  constructor(private readonly file: string) {
    this.filePosition = linePositions(file);
    this.cells = codeCells(file).map(({ index, strings }) => {
      const from = this.decoded.text.length;
      for (const part of strings) this.decoded.append(file, part.from, part.to);
      const to = this.decoded.text.length;
      this.decoded.add('\n', strings.at(-1)?.to ?? 0);
      return { index, from, to };
    });
    const { text } = this.decoded;
    this.program = this.cells.map(({ from, to }) => `${blankMagics(text.slice(from, to))}\n`).join('');
    this.programPosition = linePositions(text);
  }

  /** Line and column in the file of the character at an offset of the program. */
  position(offset: number): Position {
    return this.filePosition(this.decoded.rawOffset(offset));
  }

  /** Line and column in the file where the character before an offset of the program ends. */
  endPosition(offset: number): Position {
    return this.filePosition(this.decoded.rawEnd(offset));
  }

  /** The cell that holds a place of the file, and the place in that cell; null where no code cell does. */
  cellPlace(position: Position): CellPlace | null {
    const offset = this.decoded.offsetOf(this.fileOffset(position));
    const cell = this.cells.find(({ from, to }) => from <= offset && offset <= to);
    if (!cell || this.position(offset).line !== position.line) return null;
    const start = this.programPosition(cell.from);
    const { line, column } = this.programPosition(offset);
    return { cell: cell.index, line: line - start.line + 1, column };
  }

  private fileOffset({ line, column }: Position): number {
    let low = 0;
    let high = this.file.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.filePosition(middle);
      if (at.line < line || (at.line === line && at.column < column)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
