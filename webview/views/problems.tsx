import type { OutputView } from '../../src/protocol/dashboard/outputPart.js';
import type { ProblemView, RunView } from '../../src/protocol/dashboard/runView.js';
import { FixLinks } from '../components/fixLinks.js';
import { Icon } from '../components/icon.js';
import { LinkButton } from '../components/linkButton.js';
import { Why } from '../components/why.js';
import { send } from '../host.js';
import { LastLines } from '../output/lastLines.js';

const LABELS: Readonly<Record<ProblemView['severity'], string>> = {
  error: 'Error:',
  warning: 'Warning:',
  note: 'Note:',
};

interface Props {
  readonly run: RunView;
  readonly output: OutputView;
}

/** Errors, warnings and notes of the run, each with the way to its line; beside the first error what was printed last. */
export function Problems({ run: { id, problems }, output }: Props) {
  if (problems.length === 0) return null;
  const ask = (type: 'fixProblem' | 'tryProblem', problem: number) => () => send({ type, run: id, problem });
  const firstError = problems.findIndex(({ severity }) => severity === 'error');
  return (
    <ul class="problems" aria-label="Problems">
      {problems.map(({ severity, message, place, lesson, fixable }, index) => (
        <li key={`${index}:${message}`} class={`problem problem-${severity}`}>
          <Icon name={severity === 'note' ? 'info' : severity} />
          <span class="visually-hidden">{LABELS[severity]}</span>
          <div class="problem-text">
            {message}
            {lesson && <Why lesson={lesson} />}
          </div>
          {fixable && <FixLinks onFix={ask('fixProblem', index)} onTry={ask('tryProblem', index)} />}
          {place && (
            <LinkButton
              text={place}
              title="Show this line in the editor"
              onClick={() => send({ type: 'revealProblem', run: id, problem: index })}
            />
          )}
          {index === firstError && <LastLines run={id} output={output} />}
        </li>
      ))}
    </ul>
  );
}
