import type { ProblemView, RunView } from '../../src/protocol/dashboard/runView.js';
import { Icon } from '../components/icon.js';
import { LinkButton } from '../components/linkButton.js';
import { Why } from '../components/why.js';
import { send } from '../host.js';

const LABELS: Readonly<Record<ProblemView['severity'], string>> = {
  error: 'Error:',
  warning: 'Warning:',
  note: 'Note:',
};

/** Errors, warnings and notes of the run, each with the way to its line. */
export function Problems({ run: { id, problems } }: { readonly run: RunView }) {
  if (problems.length === 0) return null;
  return (
    <ul class="problems" aria-label="Problems">
      {problems.map(({ severity, message, place, lesson }, index) => (
        <li key={`${index}:${message}`} class={`problem problem-${severity}`}>
          <Icon name={severity === 'note' ? 'info' : severity} />
          <span class="visually-hidden">{LABELS[severity]}</span>
          <div class="problem-text">
            {message}
            {lesson && <Why lesson={lesson} />}
          </div>
          {place && (
            <LinkButton
              text={place}
              title="Show this line in the editor"
              onClick={() => send({ type: 'revealProblem', run: id, problem: index })}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
