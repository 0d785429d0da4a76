import {
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Struct,
  Table,
  TimeSecond,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';

/** Tables of each type of column that Arrow has and a table of GradLens may. */
export function arrowTables(): { readonly name: string; readonly content: Uint8Array }[] {
  const numbers = new Table({
    a: vectorFromArray([1.5, null, 3], new Float64()),
    big: vectorFromArray([1n, 2n, 3n], new Int64()),
    y: vectorFromArray([1, 2, 3], new Int32()),
  });
  const others = new Table({
    kind: vectorFromArray(['u', 'v', 'u'], new Dictionary(new Utf8(), new Int32())),
    when: vectorFromArray([0, null, 86_400_000], new TimestampMillisecond()),
    time: vectorFromArray([1, 2, 3], new TimeSecond()),
    list: vectorFromArray(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      new List(new Field('item', new Int32())),
    ),
    both: vectorFromArray(
      [
        { p: 1, q: 'x' },
        { p: 2, q: 'y' },
        { p: 3, q: 'x' },
      ],
      new Struct([new Field('p', new Int32()), new Field('q', new Utf8())]),
    ),
    y: vectorFromArray([1, 2, 3], new Int32()),
  });
  const wide = new Table({
    list: vectorFromArray([Array.from({ length: 100_001 }, () => 1)], new List(new Field('item', new Int32()))),
    y: vectorFromArray([1], new Int32()),
  });
  const long = new Table({
    a: vectorFromArray(Float64Array.from({ length: 2500 }, (_, row) => row)),
    y: vectorFromArray(Float64Array.from({ length: 2500 }, (_, row) => -row)),
  });
  const none = numbers.slice(0, 0);
  return [
    { name: 'numbers.arrow', content: tableToIPC(numbers, 'file') },
    { name: 'numbers.feather', content: tableToIPC(numbers, 'stream') },
    { name: 'others.arrow', content: tableToIPC(others, 'file') },
    { name: 'wide.arrow', content: tableToIPC(wide, 'file') },
    { name: 'long.arrow', content: tableToIPC(long, 'file') },
    { name: 'none.arrow', content: tableToIPC(none, 'file') },
  ];
}
