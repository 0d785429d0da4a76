import { createTwoFilesPatch } from 'diff';
import { editedText, type TextEdit } from '../diagnosis/source/editedText.js';
import { HumanError } from '../errors/humanError.js';
import { answerText } from './answerText.js';

interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A finding with the edits that help against it. */
interface FixableFinding<F> {
  readonly rule: string;
  readonly help: string;
  readonly fixes: readonly F[];
}

/** The first fix of each finding of a rule. @throws {HumanError} where nothing is found, or no edit is known */
export function firstFixes<F>(findings: readonly FixableFinding<F>[], rule: string): F[] {
  const found = findings.filter((finding) => finding.rule === rule);
  if (found.length === 0) throw new HumanError(`check finds nothing of the rule ${rule} there.`);
  const fixes = found.flatMap(({ fixes: [first] }) => (first ? [first] : []));
  if (fixes.length === 0) throw new HumanError(`GradLens knows no edit for ${rule}: ${found[0]?.help ?? ''}`);
  return fixes;
}

/** Text that a fix changes. */
export interface FixedText {
  /** As the assistant is told it. */
  readonly name: string;
  readonly text: string;
  readonly fixes: readonly Fix[];
}

/** The fixes of texts as a unified diff. @param first what is said before it */
export function fixAnswer(texts: readonly FixedText[], first: readonly string[] = []): string {
  const patches = texts.map(({ name, text, fixes }) => {
    return createTwoFilesPatch(`a/${name}`, `b/${name}`, text, editedText(text, fixes).text, '', '', { context: 2 });
  });
  const titles = new Set(texts.flatMap(({ fixes }) => fixes.map(({ title }) => title)));
  return answerText([...first, ...titles, '', ...patches.flatMap((patch) => patch.split('\n'))], 'Ask for one line.');
}
