import { useState } from 'preact/hooks';
import type { AskedView } from '../../src/protocol/dashboard/askedPart.js';
import type {
  ClassesView,
  InputsView,
  NumbersView,
  PredictionsView,
  SampleView,
  TokensView,
} from '../../src/protocol/dashboard/predictionsPart.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { Fact } from '../components/fact.js';
import { Dropdown } from '../components/toolkit.js';
import { ClassTable } from './classTable.js';
import { ConfusionMatrix } from './confusionMatrix.js';
import { CurveOverData } from './curveOverData.js';
import { OwnInput } from './ownInput.js';
import { Residuals } from './residuals.js';
import { SampleCards } from './sampleCards.js';
import { Scatter } from './scatter.js';
import { Surface } from './surface.js';
import { UnitSurfaces } from './unitSurfaces.js';

interface Props {
  readonly track: string;
  readonly view: PredictionsView;
  /** What a kept model was asked about last. */
  readonly asked: AskedView | null;
  /** Whether the rest of the page looks back on a batch. */
  readonly isPast: boolean;
}

/** What the model makes of its samples, one of its outputs at a time. */
export function Predictions({ track, view, asked, isPast }: Props) {
  const [chosen, setChosen] = useState(0);
  const { about, aboutHelp, asOf, noise, outputs, inputs, tokens, units, own } = view;
  const output = outputs[chosen] ?? outputs[0];
  return (
    <>
      {isPast && asOf && (
        <p class="summary">
          As of {asOf}, the last that was kept: the batch chosen above does not change this section.
        </p>
      )}
      <p class="summary">
        {output && (
          <span class="explained" title={output.summaryHelp}>
            {output.summary}{' '}
          </span>
        )}
        <span class={output ? 'explained muted' : 'muted'} title={aboutHelp}>
          {about}.
        </span>
        {output?.leftOut && <span> {output.leftOut}</span>}
      </p>
      {noise && <p class="summary">{noise}</p>}
      {outputs.length > 1 && (
        <Dropdown
          label="Output of the model"
          value={String(chosen)}
          options={outputs.map(({ name }, index) => ({ value: String(index), label: name }))}
          onSelect={(value) => setChosen(Number(value))}
        />
      )}
      {output?.kind === 'classes' && <Classes view={output} inputs={inputs} tokens={tokens} />}
      {output?.kind === 'numbers' && <Numbers view={output} inputs={inputs} tokens={tokens} />}
      {units && <UnitSurfaces view={units} />}
      {own && output && (
        <OwnInput
          track={track}
          view={own}
          samples={shownSamples(output)}
          inputs={inputs}
          tokens={tokens}
          asked={asked}
        />
      )}
    </>
  );
}

const shownSamples = (output: ClassesView | NumbersView): SampleView[] =>
  output.kind === 'classes' ? [...output.worst, ...output.leastSure] : output.worst;

interface ClassesProps {
  readonly view: ClassesView;
  readonly inputs: InputsView | null;
  readonly tokens: TokensView | null;
}

function Classes({ view, inputs, tokens }: ClassesProps) {
  const { names, counts, surface, summary, worst, leastSure } = view;
  // One input against a class is a curve that says little: the matrix does.
  const isMap = surface?.axes === 2;
  return (
    <>
      <div class="predicted">
        {isMap && <Surface surface={surface} classes={names} summary={summary} />}
        {counts.length > 0 && <ConfusionMatrix view={view} />}
        <ClassTable view={view} />
      </div>
      <SampleCards
        title="Worst mistakes"
        help="Taken for another class, those first whose true class the model gives the least"
        samples={worst}
        inputs={inputs}
        tokens={tokens}
      />
      <SampleCards
        title="Least sure"
        help="Right or wrong, those first whose largest output is the smallest"
        samples={leastSure}
        inputs={inputs}
        tokens={tokens}
      />
    </>
  );
}

const FIGURES = [
  {
    label: 'R²',
    title:
      '1 − (sum of squared errors) / (sum of squared distances of the targets from their mean): 1 is no error, 0 is no better than their mean',
  },
  { label: 'Mean absolute error', title: 'Mean of |prediction − target|, in the unit of the targets' },
  {
    label: 'Root mean squared error',
    title: 'Root of the mean of (prediction − target)²: large errors count for more',
  },
  { label: 'Mean error', title: 'Mean of prediction − target: above 0 the model says too much' },
];

interface NumbersProps {
  readonly view: NumbersView;
  readonly inputs: InputsView | null;
  readonly tokens: TokensView | null;
}

function Numbers({ view, inputs, tokens }: NumbersProps) {
  const { surface, figures, summary, worst } = view;
  return (
    <>
      <dl class="predicted-figures">
        {FIGURES.map(({ label, title }, index) => {
          const value = figures[index] ?? Number.NaN;
          return (
            <Fact key={label} label={label} title={title} value={Number.isNaN(value) ? '–' : formatNumber(value)} />
          );
        })}
      </dl>
      <div class="predicted">
        {surface?.axes === 1 && <CurveOverData surface={surface} />}
        {surface?.axes === 2 && <Surface surface={surface} classes={null} summary={summary} />}
        <Scatter view={view} />
        <Residuals view={view} />
      </div>
      <SampleCards
        title="Farthest off"
        help="Those first whose prediction is the farthest from the target"
        samples={worst}
        inputs={inputs}
        tokens={tokens}
      />
    </>
  );
}
