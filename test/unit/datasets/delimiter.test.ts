import { describe, expect, it } from 'vitest';
import { BLANKS, detectLayout } from '../../../src/datasets/table/formats/delimiter.js';

const layout = (text: string, cut = false, given = {}) => detectLayout(text, cut, given);

describe('what parts the columns', () => {
  it.each<[string, string, string]>([
    ['commas', 'a,b\n1,2\n', ','],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['bars', 'a|b\n1|2\n', '|'],
    ['semicolons, with decimal commas', 'a;b\n1,5;2,5\n', ';'],
    ['semicolons, with texts that have commas now and then', 'a;b;c\n1;x, y;3\n1;z;3\n', ';'],
    ['commas, where a text has a semicolon', 'a,b\nx;y,2\n3,4\n5,6\n', ','],
    ['nothing: one column', 'a\n1\n2\n', ','],
    ['blanks between numbers', '1 2  3\n4   5 6\n', BLANKS],
    ['blanks at the start of lines', '  1.0 2\n  3.0 ?\n', BLANKS],
    ['no blanks between words', 'a b\nc d\n', ','],
    ['no blanks of uneven lines', '1 2 3\n4 5\n6\n', ','],
  ])('is %s', (_, text, delimiter) => expect(layout(text).delimiter).toBe(delimiter));

  it('is told from whole lines', () => {
    expect(layout('a,b\n1,2\n3;4;5;6;7', true).delimiter).toBe(',');
    expect(layout('a;b', true).delimiter).toBe(';');
  });

  it('is as given, blanks too', () => {
    expect(layout('a,b\n', false, { delimiter: '|' }).delimiter).toBe('|');
    expect(layout('a,b\n', false, { delimiter: ' ' }).delimiter).toBe(' ');
    for (const delimiter of ['  ', '\\s+']) expect(layout('a,b\n', false, { delimiter }).delimiter).toBe(BLANKS);
  });

  it('may stand in quotes, single ones where there are no double ones', () => {
    expect(layout('a,b\n"1,2",3\n"4,5",6\n')).toMatchObject({ delimiter: ',', quote: '"' });
    for (const text of ["'a',b\n", "a;'b c'\n", "a\t'b'\tc\n"]) expect(layout(text).quote).toBe("'");
    for (const text of ["it's,b\nisn't,c\n", `"a",'b'\n`, "a,'b\nc'\n"]) expect(layout(text).quote).toBe('"');
    expect(layout("'a',b\n", false, { quote: '$' }).quote).toBe('$');
  });

  it('is not looked for in comments, where the text begins with one', () => {
    expect(layout('# a;b;c;d\n# e;f;g;h\n1,2\n')).toEqual({ delimiter: ',', quote: '"', comment: '#' });
    expect(layout('# numbers, all of them\n1 2\n3 4\n')).toMatchObject({ delimiter: BLANKS, comment: '#' });
    expect(layout('a,b\n#1,2\n').comment).toBeNull();
  });
});
