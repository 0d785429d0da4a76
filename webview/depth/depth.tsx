import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { DepthAnswer } from '../../src/protocol/depth/answers.js';
import { type DepthLesson, type DepthQuestion, FIRST_QUESTIONS } from '../../src/protocol/depth/question.js';
import { useComesIntoView } from '../components/comesIntoView.js';
import { Button, ProgressRing } from '../components/toolkit.js';
import { send } from '../host.js';
import { Blame, blameConclusion } from './blame.js';
import { Chain, chainConclusion } from './chain.js';
import { Collapse, collapseConclusion } from './collapse.js';
import { Data } from './data.js';
import { dataConclusion } from './dataConclusion.js';
import { Fixes } from './fixes.js';
import { LESSONS } from './lessons.js';
import { Vanishing, vanishingConclusion } from './vanishing.js';
import { Width } from './width.js';
import { widthConclusion } from './widthConclusion.js';

const ask = (question: DepthQuestion, anew = false): void => send({ type: 'askDepth', question, anew });

/** What depth does in a person's own model: a lesson at a time, its conclusion first, then the one picture that shows it. */
export function Depth({ shown }: { readonly shown: DepthView }) {
  const { name, place, lesson, isBusy, answer, failure, fixes } = shown;
  const text = LESSONS[lesson];
  const head = useComesIntoView<HTMLHeadingElement>(`${name} ${place}`, isBusy && !answer);
  return (
    <section class="depth" aria-labelledby="depth">
      <div class="depth-head">
        <h2 id="depth" ref={head}>
          What depth does <span class="muted">{`${name}, ${place}`}</span>
        </h2>
        <div class="controls">
          {isBusy ? (
            <Button
              label="Stop"
              icon="debug-stop"
              title="End what still measures; what is known stays"
              onClick={() => send({ type: 'stopDepth' })}
            />
          ) : (
            <Button
              label="Measure Again"
              icon="refresh"
              title="Measure the model as the file has it now"
              onClick={() => ask(FIRST_QUESTIONS[lesson], true)}
            />
          )}
          <Button
            label="Close"
            icon="close"
            appearance="icon"
            title="Close the lessons, and end what still measures"
            onClick={() => send({ type: 'closeDepth' })}
          />
        </div>
      </div>
      <Tabs lesson={lesson} />
      <div id="depth-lesson" role="tabpanel" aria-label={text.title}>
        <p class="depth-conclusion" role="status" aria-live="polite">
          {isBusy && (
            <>
              <ProgressRing label="Measuring" />{' '}
            </>
          )}
          {isBusy && !answer
            ? 'Running the program to its first batch, and measuring there'
            : (failure ?? (answer && conclusionOf(answer, shown)))}
        </p>
        {failure !== null && (
          <Fixes fixes={fixes} icon="database" title="Choose what the model trains on from now on, and measure again" />
        )}
        <p class="muted depth-idea">{text.idea}</p>
        {answer && <Picture answer={answer} shown={shown} />}
      </div>
    </section>
  );
}

function conclusionOf(answer: DepthAnswer, { layers, isBusy }: DepthView): string {
  switch (answer.lesson) {
    case 'none':
      return answer.reason;
    case 'collapse':
      return collapseConclusion(answer, layers);
    case 'chain':
      return chainConclusion(answer);
    case 'vanishing':
      return vanishingConclusion(answer);
    case 'data':
      return dataConclusion(answer, isBusy);
    case 'width':
      return widthConclusion(answer, layers);
    case 'blame':
      return blameConclusion(answer, layers);
  }
}

function Picture({ answer, shown }: { readonly answer: DepthAnswer; readonly shown: DepthView }) {
  switch (answer.lesson) {
    case 'none':
      return null;
    case 'collapse':
      return <Collapse answer={answer} layers={shown.layers} fixes={shown.fixes} />;
    case 'chain':
      return <Chain answer={answer} layers={shown.layers} />;
    case 'vanishing':
      return <Vanishing answer={answer} />;
    case 'data':
      return <Data answer={answer} isBusy={shown.isBusy} />;
    case 'width':
      return <Width answer={answer} layers={shown.layers} />;
    case 'blame':
      return <Blame answer={answer} layers={shown.layers} />;
  }
}

/** The lessons; arrow keys go from one to the next. */
function Tabs({ lesson }: { readonly lesson: DepthLesson }) {
  const all = Object.entries(LESSONS) as [DepthLesson, (typeof LESSONS)[DepthLesson]][];
  const at = all.findIndex(([each]) => each === lesson);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const [next] = all[(at + step + all.length) % all.length] ?? [];
    if (!next) return;
    event.preventDefault();
    ask(FIRST_QUESTIONS[next]);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div class="depth-tabs" role="tablist" aria-label="Lessons" onKeyDown={onKeyDown}>
      {all.map(([each, { title }], index) => (
        <button
          key={each}
          id={tabId(each)}
          type="button"
          role="tab"
          class="depth-tab"
          aria-selected={each === lesson}
          aria-controls="depth-lesson"
          tabIndex={each === lesson ? 0 : -1}
          onClick={() => ask(FIRST_QUESTIONS[each])}
        >
          {index + 1} {title}
        </button>
      ))}
    </div>
  );
}

const tabId = (lesson: DepthLesson): string => `depth-tab-${lesson}`;
