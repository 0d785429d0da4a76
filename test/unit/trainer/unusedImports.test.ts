import { describe, expect, it } from 'vitest';
import { blankUnusedImports } from '../../../src/trainer/userModule/unusedImports.js';

/** With runs of blanks as one, to compare what is left. */
const left = (code: string) =>
  blankUnusedImports(code)
    .replace(/[ \n]+/g, ' ')
    .trim();

describe('blankUnusedImports', () => {
  it.each([
    ["import { a, Type } from 'x';\na();", "import { a, } from 'x'; a();"],
    ["import { Type, a, Other, b } from 'x';\na(b);", "import { a, b } from 'x'; a(b);"],
    ["import { Type as T, a as b } from 'x';\nb();", "import { a as b } from 'x'; b();"],
    ["import a, { Type } from 'x';\na();", "import a from 'x'; a();"],
    ["import Type, { a } from 'x';\na();", "import { a } from 'x'; a();"],
    ["import { Type, Other, } from 'x';\na();", '; a();'],
    ["import Type from 'x'\nimport * as Types from 'y'\na();", 'a();'],
    ["import * as tf from 'x'\ntf();", "import * as tf from 'x' tf();"],
    ["import 'effect';\nimport {} from 'x';\na();", "import 'effect'; import {} from 'x'; a();"],
    [
      '\'use strict\';\n// note\n/* more */ import {\n  Type,\n  a,\n} from "x";\na();',
      `'use strict'; // note /* more */ import { a, } from "x"; a();`,
    ],
  ])('of %j leaves %j', (code, expected) => {
    expect(left(code)).toBe(expected);
  });

  it('keeps every position', () => {
    const code = "import Type, { Other,\n a } from 'x';\nimport { Gone } from 'y';\n  a();";
    const blanked = blankUnusedImports(code);
    expect(blanked.length).toBe(code.length);
    expect([...code.matchAll(/\n/g)].map(({ index }) => index)).toEqual(
      [...blanked.matchAll(/\n/g)].map(({ index }) => index),
    );
    expect(blanked.indexOf('a()')).toBe(code.indexOf('a()'));
  });

  it('leaves what only looks like an import', () => {
    const code = "import { a } from 'x';\nconst text = a(`\nimport { never } from 'y';\n`);";
    expect(blankUnusedImports(code)).toBe(code);
  });
});
