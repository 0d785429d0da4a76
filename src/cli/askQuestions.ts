import { createInterface } from 'node:readline/promises';
import { answerText } from '../launch/answerText.js';
import { takenProposals } from '../launch/settlePlan.js';
import type { Answers, OpenQuestion } from '../protocol/launch.js';
import { printable, say } from './ownWords.js';
import { placeText } from './placeText.js';
import { OpenError } from './usage.js';

/**
 * Answers to what a source leaves open: the proposals, or what the person at the terminal types.
 * @throws {OpenError} where there is nobody to ask
 */
export async function askQuestions(questions: readonly OpenQuestion[], takeProposals: boolean): Promise<Answers> {
  const { proposed, open } = takeProposals ? takenProposals(questions) : { proposed: {}, open: questions };
  for (const [name, value] of Object.entries(proposed)) say(`${name} = ${value} (proposed)`);
  if (open.length === 0) return proposed;
  if (!process.stdin.isTTY || takeProposals) throw new OpenError(unanswered(open));
  return { ...proposed, ...(await askAtTerminal(open)) };
}

function unanswered(open: readonly OpenQuestion[]): string {
  const [first] = open;
  const list = open.map(({ name, reason, location }) => `${name} (${reason}, ${placeText(location)})`).join('; ');
  const all = open.every(({ proposal }) => proposal !== null) ? ', or --yes to accept every proposed value' : '';
  return `The source leaves values open: ${list}. Add --set ${first?.name ?? 'NAME'}=VALUE${all}.`;
}

async function askAtTerminal(open: readonly OpenQuestion[]): Promise<Answers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers: Record<string, string> = {};
  try {
    for (const { name, reason, location, proposal, alternatives } of open) {
      const others = alternatives.length > 0 ? `, also in the project: ${alternatives.join(', ')}` : '';
      say(`${placeText(location)}: ${reason}${others}`);
      const typed = await terminal.question(printable(proposal === null ? `${name}: ` : `${name} [${proposal}]: `));
      const value = typed.trim() === '' ? proposal : answerText(typed);
      if (value === null) throw new OpenError(`${name} needs a value.`);
      answers[name] = value;
    }
  } finally {
    terminal.close();
  }
  return answers;
}
