import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { parseCallSites } from '../../../src/source/callSites.js';

/** Runs code in this very V8 and moves the position of each call of `mark` (its caller's frame) to the call expression. */
function markedCalls(code: string): { text: string | null; name: string | null }[] {
  const positions: [number, number][] = [];
  const mark = () => {
    const frames = stackOf(mark);
    const frame = frames.find((site) => site.getFileName() === 'user.js');
    positions.push([frame?.getLineNumber() ?? 0, frame?.getColumnNumber() ?? 0]);
  };
  class Model {
    constructor() {
      mark();
    }
  }
  new Script(`(function (mark, tf, Model) {\n${code}\n})`, { filename: 'user.js', lineOffset: -1 }).runInThisContext()(
    mark,
    { layers: { dense: mark }, Model, sequential: mark },
    Model,
  );
  const sites = parseCallSites(code, 'user.js');
  const lines = code.split('\n');
  return positions.map(([line, column]) => {
    const site = sites.at(line, column);
    return { text: site && (lines[site.line - 1]?.slice(site.column - 1) ?? null), name: site?.assignedName ?? null };
  });
}

function stackOf(above: () => void): NodeJS.CallSite[] {
  const prepare = Error.prepareStackTrace;
  try {
    Error.prepareStackTrace = (_, frames) => frames;
    const holder: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(holder, above);
    return holder.stack ?? [];
  } finally {
    Error.prepareStackTrace = prepare;
  }
}

describe('positions in V8 stacks', () => {
  it.each([
    ['a member call', 'f(tf.layers.dense({ units: 1 }));\nfunction f() {}', 'tf.layers.dense({ units: 1 }));'],
    ['a member call over lines', '  tf\n  .layers\n  .dense(\n1)', 'tf'],
    ['a plain call', 'const { dense } = tf.layers;\nvoid dense(1);', 'dense(1);'],
    ['an optional call', 'void tf?.layers?.dense?.(1);', 'tf?.layers?.dense?.(1);'],
    ['a computed callee', "void tf['layers']['dense'](1);", "tf['layers']['dense'](1);"],
    ['a computed callee without arguments', "void tf['layers']['dense']();", "tf['layers']['dense']();"],
    ['a parenthesised callee', 'void (0, tf.layers.dense)(1);', '(0, tf.layers.dense)(1);'],
    ['a call of a call', 'const make = () => tf.layers.dense;\nvoid make()(1);', 'make()(1);'],
    ['a chain', 'const chain = { dense: () => (mark(), chain) };\nchain.dense()', 'mark(), chain) };'],
    ['new', 'void new Model();', 'new Model();'],
    ['new of a member', 'void new tf.Model({});', 'new tf.Model({});'],
    [
      'super',
      'class Mine extends tf.Model {\n  constructor() {\n    super();\n  }\n}\nnew Mine();',
      'class Mine extends tf.Model {',
    ],
    ['an implicit constructor', 'class Mine extends Model {}\nnew Mine();', 'class Mine extends Model {}'],
  ])('%s starts where its expression does', (_, code, text) => {
    const [call] = markedCalls(code);
    expect(call?.text).toBe(text);
  });

  it('tells calls inside one argument list apart', () => {
    const calls = markedCalls(
      'const f = (...layers) => layers;\nf(tf.layers.dense(1), [tf.layers.dense(2)], () => 3);',
    );
    expect(calls.map((call) => call.text?.slice(0, 18))).toEqual(['tf.layers.dense(1)', 'tf.layers.dense(2)']);
  });

  it('has no call outside of the source and none where there is no call', () => {
    const sites = parseCallSites('const a = 1;\nf();', 'a.js');
    expect(sites.at(1, 7)).toBeNull();
    expect(sites.at(7, 1)).toBeNull();
    expect(sites.at(2, 1)).toMatchObject({
      kind: 'call',
      line: 2,
      column: 1,
      span: { file: 'a.js', end: { line: 2, column: 4 } },
    });
  });

  it('counts lines as V8 does and keeps columns of TypeScript', () => {
    const sites = parseCallSites(
      '// a\r\nconst x: number = 1;\r\nconst m = <Model>(tf.sequential()) as Model;',
      'a.ts',
    );
    expect(sites.at(3, 22)).toMatchObject({ line: 3, column: 19, assignedName: 'm' });
  });

  it('finds nothing in a file that is not JavaScript at all', () => {
    expect(parseCallSites('\u0000{{{(((', 'a.js').at(1, 1)).toBeNull();
  });
});

describe('the name that a call is assigned to', () => {
  it.each([
    ['const net = tf.sequential();', 'net'],
    ['let net; net = tf.sequential();', 'net'],
    ['this.net = tf.sequential();', 'net'],
    ["const nets = {}; nets['net'] = tf.sequential();", 'net'],
    ['const nets = []; nets[1 + 1] = tf.sequential();', 'nets'],
    ['void { net: tf.sequential() };', 'net'],
    ['void new (class { net = tf.sequential(); })();', 'net'],
    ['void new (class { #net = tf.sequential(); })();', 'net'],
    ['const net = (tf.sequential() || null) ?? {};', 'net'],
    ['const net = false ? null : tf.sequential();', 'net'],
    ['const [, net] = [1, tf.sequential()];', 'net'],
    ['const f = (net = tf.sequential()) => net; f();', 'net'],
    ['const f = () => tf.sequential(); f();', null],
    ['[tf.sequential()];', null],
  ])('%s', (code, name) => {
    expect(markedCalls(code)[0]?.name).toBe(name);
  });

  it.each([
    ['const net = (await build())!;', 20, 'net'],
    ['const net = build() as Model;', 13, 'net'],
    ['module.exports = build();', 18, null],
    ['export default build();', 16, null],
    ['exports.net = build();', 15, 'net'],
  ])('%s', (code, column, name) => {
    expect(parseCallSites(code, 'a.ts').at(1, column)?.assignedName).toBe(name);
  });
});
