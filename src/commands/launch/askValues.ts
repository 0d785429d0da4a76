import { answerText } from '../../launch/answerText.js';
import { askText } from '../../platform/messages.js';
import { type PickItem, pick } from '../../platform/quickPick.js';
import type { Answers, OpenQuestion } from '../../protocol/launch.js';
import { placeOf, proposedValue, type ValueItem, valueItem } from './valueItems.js';

export interface ValuesDialog {
  readonly title: string;
  /** The first entry: what taking the values does. */
  readonly accept: { readonly icon: string; readonly label: string };
  readonly known: Answers;
  /** Shows the statements that the values are for; null where there are none to show. */
  readonly showStatements: ((answers: Answers) => Promise<void>) | null;
}

type Item = PickItem & { readonly act: 'accept' | 'show' | ValueItem };

/** All open values in one list, to be taken as they are or changed one by one. @returns null where the person gives up */
export async function askValues(questions: readonly OpenQuestion[], dialog: ValuesDialog): Promise<Answers | null> {
  let answers = dialog.known;
  for (;;) {
    const missing = questions.find((question) => proposedValue(question, answers) === null) ?? null;
    const picked = await pick(itemsOf(questions, answers, dialog), {
      title: dialog.title,
      placeHolder: missing
        ? `${missing.name} still needs a value`
        : 'Values that the source leaves open. Choose one to change it.',
      ignoreFocusOut: true,
      matchOnDescription: true,
    });
    if (!picked) return null;
    if (picked.act === 'show') await dialog.showStatements?.(answers);
    else if (picked.act === 'accept' && !missing) return settled(questions, answers);
    else {
      const question = picked.act === 'accept' ? missing : picked.act.question;
      const value = question && (await askValue(question, proposedValue(question, answers)));
      if (question && value) answers = { ...answers, [question.name]: value };
    }
  }
}

function itemsOf(questions: readonly OpenQuestion[], answers: Answers, dialog: ValuesDialog): Item[] {
  const separator = { label: '', isSeparator: true, act: 'accept' } as const;
  const show: Item[] = dialog.showStatements
    ? [separator, { icon: 'code', label: 'Show the statements that run', act: 'show' }]
    : [];
  const values = questions.map((question): Item => {
    const item = valueItem(question, answers);
    const { icon, label, description, detail } = item;
    return { ...(icon === null ? {} : { icon }), label, description, detail, act: item };
  });
  return [{ ...dialog.accept, act: 'accept' }, { ...separator, label: 'values' }, ...values, ...show];
}

const settled = (questions: readonly OpenQuestion[], answers: Answers): Answers =>
  Object.fromEntries(questions.map((question) => [question.name, proposedValue(question, answers) ?? '']));

/** Asks for one open value. @returns text of an expression; null where the person went back */
async function askValue(question: OpenQuestion, value: string | null): Promise<string | null> {
  const { name, reason, alternatives } = question;
  const more = alternatives.length > 0 ? ` Also in the project: ${alternatives.join(', ')}.` : '';
  const typed = await askText(
    {
      title: `${name} (${placeOf(question)})`,
      value: value ?? '',
      prompt: `${reason}.${more}`,
      placeHolder: 'A number, a name such as relu, or an expression',
    },
    (text) => (text.trim() === '' ? `${name} needs a value.` : null),
  );
  return typed === undefined ? null : answerText(typed);
}
