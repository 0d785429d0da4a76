import { describe, expect, it } from 'vitest';
import { advance, type TextChange, type TextRange, textIn } from '../../../src/editor/gradients/textRange.js';
import { LineTracker } from '../../../src/editor/models/lineTracker.js';

const BASELINE = [
  'const model = tf.sequential();',
  'model.add(tf.layers.dense({ units: 8 }));',
  'model.add(tf.layers.dense({ units: 8 }));',
  'model.add(',
  '  tf.layers.dense({',
  '    units: 1,',
  '  }),',
  ');',
].join('\n');

/** A document as an editor has one: text, and a tracker that hears of each edit. */
class Document {
  readonly tracker: LineTracker;
  text = BASELINE;

  constructor(ends: Readonly<Record<string, { line: number; character: number }>> = {}) {
    this.tracker = new LineTracker(BASELINE, ({ line, character }) => ends[`${line}:${character}`] ?? null);
  }

  /** Replaces the first place of `search`, as one edit. */
  replace(search: string, text: string): void {
    const from = this.text.indexOf(search);
    const at = (offset: number) => advance({ line: 0, character: 0 }, this.text.slice(0, offset));
    this.apply({ range: { start: at(from), end: at(from + search.length) }, text }, from, search.length);
  }

  insert(text: string, before: string): void {
    const from = this.text.indexOf(before);
    const start = advance({ line: 0, character: 0 }, this.text.slice(0, from));
    this.apply({ range: { start, end: start }, text }, from, 0);
  }

  read = (range: TextRange): string => textIn(this.text, range);

  place = (line: number, column: number) => this.tracker.locate(line, column, this.read);

  private apply(change: TextChange, from: number, length: number): void {
    this.text = this.text.slice(0, from) + change.text + this.text.slice(from + length);
    this.tracker.edit([change]);
  }
}

describe('LineTracker', () => {
  it('leaves a line where it is while nothing above it changes', () => {
    const document = new Document();
    document.replace('units: 1,', 'units: 2,');
    expect(document.place(2, 11)).toEqual({ line: 1, stale: false });
  });

  it('moves with lines that are put in and taken out above', () => {
    const document = new Document();
    expect(document.place(3, 11)).toEqual({ line: 2, stale: false });
    document.replace('const model', '// one\n// two\nconst model');
    expect(document.place(3, 11)).toEqual({ line: 4, stale: false });
    document.replace('// one\n', '');
    expect(document.place(3, 11)).toEqual({ line: 3, stale: false });
  });

  it('knows edits that came before the place was asked for', () => {
    const document = new Document();
    document.replace('const model', '\n\nconst model');
    expect(document.place(2, 11)).toEqual({ line: 3, stale: false });
  });

  it('is stale while the text differs from what ran, and fresh again after undo', () => {
    const document = new Document();
    document.replace('units: 8', 'units: 16');
    expect(document.place(2, 11)).toEqual({ line: 1, stale: true });
    expect(document.place(3, 11)).toEqual({ line: 2, stale: false });
    document.replace('units: 16', 'units: 8');
    expect(document.place(2, 11)).toEqual({ line: 1, stale: false });
  });

  it('does not call formatting stale', () => {
    const document = new Document();
    document.replace('{ units: 8 }', '{\n  units: 8\n}');
    expect(document.place(2, 11)).toEqual({ line: 1, stale: false });
    expect(document.place(3, 11)).toEqual({ line: 4, stale: false });
  });

  it('keeps its line when Enter is pressed at its end or just before it', () => {
    const document = new Document();
    document.replace('units: 8 }));\n', 'units: 8 }));\n\n');
    expect(document.place(2, 11)).toEqual({ line: 1, stale: false });
    document.insert('\n  ', 'tf.layers');
    expect(document.place(2, 11)).toEqual({ line: 2, stale: false });
  });

  it('sees an edit on any line of a layer that spans several, when its end is known', () => {
    const document = new Document({ '4:2': { line: 6, character: 4 } });
    expect(document.place(5, 3)).toEqual({ line: 4, stale: false });
    document.replace('units: 1', 'units: 10');
    expect(document.place(5, 3)).toEqual({ line: 4, stale: true });
  });

  it('is nowhere once deleted, and back after undo, each of two equal lines in its own place', () => {
    const document = new Document();
    const line = 'model.add(tf.layers.dense({ units: 8 }));\n';
    expect([document.place(2, 11), document.place(3, 11)].map((place) => place?.line)).toEqual([1, 2]);
    document.replace(line + line, '');
    expect([document.place(2, 11), document.place(3, 11)]).toEqual([null, null]);
    expect(document.place(5, 3)).toEqual({ line: 2, stale: false });
    document.replace('model.add(', `${line}${line}model.add(`);
    expect(document.place(5, 3)).toEqual({ line: 4, stale: false });
  });

  it('loses only the deleted one of two equal lines', () => {
    const document = new Document();
    expect([document.place(2, 11), document.place(3, 11)].map((place) => place?.line)).toEqual([1, 2]);
    document.replace('model.add(tf.layers.dense({ units: 8 }));\n', '');
    expect([document.place(2, 11), document.place(3, 11)]).toEqual([null, { line: 1, stale: false }]);
  });

  it('keeps both lines when one is moved over the other, as VS Code does that: in one edit, the last change first', () => {
    const rows = BASELINE.replace('units: 8', 'units: 4').split('\n');
    const [above = '', below = ''] = rows.slice(1, 3);
    const place = (line: number, character: number) => ({ line, character });
    const down: TextChange[] = [
      { range: { start: place(1, above.length), end: place(2, below.length) }, text: '' },
      { range: { start: place(1, 0), end: place(1, 0) }, text: `${below}\n` },
    ];
    const up: TextChange[] = [
      { range: { start: place(2, below.length), end: place(2, below.length) }, text: `\n${above}` },
      { range: { start: place(1, 0), end: place(2, 0) }, text: '' },
    ];
    const moved = [rows[0], below, above, ...rows.slice(3)].join('\n');
    for (const changes of [down, up]) {
      for (const isAskedBefore of [true, false]) {
        const tracker = new LineTracker(rows.join('\n'), () => null);
        const places = () => [2, 3].map((line) => tracker.locate(line, 11, (range) => textIn(moved, range)));
        if (isAskedBefore)
          for (const line of [2, 3]) tracker.locate(line, 11, (range) => textIn(rows.join('\n'), range));
        tracker.edit(changes);
        expect(places()).toEqual([
          { line: 2, stale: false },
          { line: 1, stale: false },
        ]);
      }
    }
  });

  it('finds its text again when a formatter replaces the whole document', () => {
    const document = new Document();
    expect(document.place(2, 11)?.line).toBe(1);
    expect(document.place(3, 11)?.line).toBe(2);
    document.replace(BASELINE, `// formatted\n${BASELINE}`);
    expect(document.place(2, 11)).toEqual({ line: 2, stale: false });
    expect(document.place(3, 11)).toEqual({ line: 3, stale: false });
  });

  it('agrees with the text itself over random edits elsewhere', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const document = new Document();
    for (let edit = 0; edit < 300; edit += 1) {
      const lines = document.text.split('\n');
      const target = lines.findIndex((line) => line.includes('units: 1,'));
      const line = random(target - 4 + 1);
      const insert = random(2) === 0;
      if (insert || line === 0 || !lines[line]?.startsWith('//'))
        document.replace(lines[line] ?? '', `//${edit}\n${lines[line]}`);
      else document.replace(`${lines[line]}\n`, '');
      const now = document.text.split('\n').findIndex((each) => each.includes('units: 1,'));
      expect(document.place(6, 5)).toEqual({ line: now, stale: false });
    }
  });
});
