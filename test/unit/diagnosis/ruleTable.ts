import { expect, it } from 'vitest';
import type { RuledFinding } from '../../../src/diagnosis/source/sourceRules.js';
import { findModels } from '../../../src/source/findModels.js';
import { checkLesson } from './checkLesson.js';
import { findingsIn, fixedText, inJavaScript, inPython, type Program } from './programs.js';
import { factsOf } from './toldFacts.js';

/** Layers in one language, and what `compile` and `fit` are given. */
interface Net {
  readonly js?: readonly string[];
  readonly py?: readonly string[];
  readonly compile?: string;
  readonly fit?: string;
}

interface Table {
  /** Nets with one finding of the rule each, and a part of what its first fix writes; null where nothing can be offered. */
  readonly sick: readonly (readonly [Net, string | null])[];
  readonly healthy: readonly Net[];
}

const programsOf = ({ js, py, compile, fit }: Net): Program[] => [
  ...(js ? inJavaScript(js, compile ?? null, fit ?? null) : []),
  ...(py ? inPython(py, compile ?? null, fit ?? null) : []),
];

/** Tests of a rule on sources that have its fault, and on some that do not: what is found, and that the fix leaves nothing to find. */
export function rule(id: string, { sick, healthy }: Table): void {
  it(`${id} is found, and mended by its first fix`, () => {
    for (const [net, written] of sick) for (const program of programsOf(net)) expectMended(id, program, written);
  });

  it(`${id} is not found in what is healthy or left open`, () => {
    for (const program of healthy.flatMap(programsOf)) expect(findingsIn(program, id), program.text).toEqual([]);
  });

  it(`${id} and all other rules tell of these nets what is written down`, async () => {
    const nets = [...sick.map(([net]) => net), ...healthy];
    const told = nets.flatMap((net, index) =>
      programsOf(net)
        .filter(({ file }) => /net\.(?:js|py)$/.test(file))
        .flatMap((program) => [
          `${index < sick.length ? 'sick' : 'healthy'}: ${[...(program.file.endsWith('.js') ? (net.js ?? []) : (net.py ?? [])), net.compile, net.fit].filter(Boolean).join(' / ')}`,
          ...findingsIn(program).flatMap((finding) => [
            `  ${toldIn(program, finding)}`,
            ...(finding.rule === id ? saidIn(finding).map((text) => `    ${text}`) : []),
          ]),
        ]),
    );
    await expect(`${told.join('\n')}\n`).toMatchFileSnapshot(`told/${id}.txt`);
  });
}

/** What a finding says, what it underlines, and what its fixes write. */
function toldIn({ text }: Program, finding: RuledFinding): string {
  const { start, end } = finding.span;
  const [line = ''] = text.split('\n').slice(start.line - 1);
  const underlined = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line} …`;
  const written = finding.fixes.map(({ edits }) => edits.map(({ newText }) => newText).join(' & '));
  return [`${factsOf(finding)} @ ${underlined}`, ...written].join(' -> ');
}

/** All that a finding says of this net. */
export const saidIn = ({ category, message, why, help, lesson, fixes }: RuledFinding): string[] => [
  `${category}: ${message}`,
  `${why} ${help}`,
  lesson[1],
  ...fixes.map(({ title }) => title),
];

function expectMended(id: string, program: Program, written: string | null): void {
  const found = findingsIn(program, id);
  expect(found, program.text).toHaveLength(1);
  const [finding] = found;
  expect(finding?.message).toMatch(/^[A-Z0-9].*\.$/);
  expect(finding?.why).toMatch(/^[A-Z0-9].*\.$/);
  expect(finding?.help).toMatch(/^[A-Z0-9].*\.$/);
  if (finding) checkLesson(finding.lesson);
  const { message, why, help, lesson = [], fixes = [] } = finding ?? {};
  const said = [message, why, help, ...lesson, ...fixes.map(({ title }) => title)].join(' ');
  // Names of Keras are spelled as Keras spells them.
  if (program.file.endsWith('.py')) expect(said).not.toMatch(/\b[a-z]+[A-Z]/);
  if (written === null) {
    expect(finding?.fixes).toEqual([]);
    return;
  }
  const text = fixedText(program.text, found);
  expect(finding?.fixes[0]?.edits[0]?.newText.replaceAll('"', "'"), program.text).toContain(
    written.replaceAll('"', "'"),
  );
  expect(findingsIn({ ...program, text }, id), text).toEqual([]);
  const layersOf = (source: string) => findModels(source, program.file)[0]?.layers.map(({ className }) => className);
  expect(layersOf(text), text).toEqual(layersOf(program.text));
}
