import { answerText } from '../../launch/answerText.js';
import { askText } from '../../platform/messages.js';
import type { OpenQuestion } from '../../protocol/launch.js';
import { placeOf } from './valueItems.js';

/** Asks for one open value. @returns text of an expression; null where the person went back */
export async function askValue(question: OpenQuestion, value: string | null): Promise<string | null> {
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
