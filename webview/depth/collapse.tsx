import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { CollapseAnswer, LinearRun } from '../../src/protocol/depth/answers.js';
import { formatCount, formatCounted } from '../../src/protocol/numberText.js';
import { numberText } from '../format/units.js';
import { DepthBar } from './depthBar.js';
import { Fixes } from './fixes.js';
import { bothOf, labelOf } from './layerName.js';
import { Measured } from './measured.js';

type Layers = DepthView['layers'];

/** Of the largest output what sums of single precision may be off by. */
const ROUNDING = 1e-4;

/** What the lesson comes to, in a sentence. */
export function collapseConclusion({ runs, between }: CollapseAnswer, layers: Layers): string {
  const [first, ...others] = runs;
  if (first) {
    const { layers: own, paramsBefore, paramsAfter } = first;
    const [from = 0, to = 0] = [own[0], own.at(-1)];
    const more = others.length > 0 ? `, and so do ${others.length} more rows of layers` : '';
    const count = `${formatCount(paramsBefore)} parameters where ${formatCount(paramsAfter)} are enough`;
    // What is narrow between wide layers lets less through on purpose: one layer has more parameters then.
    const cost =
      paramsAfter < paramsBefore
        ? count
        : `with ${formatCount(paramsAfter)} parameters, not ${formatCount(paramsBefore)}`;
    return `Layers ${from + 1} to ${to + 1} compute what one layer does${more}: ${cost}.`;
  }
  if (!between) return 'This net has one layer with weights, so there is nothing that could collapse.';
  return `No two layers in a row are linear here: ${bothOf(layers, between.from, between.to)} have ${between.what} between.`;
}

/** The layers of each linear run beside the one layer that they come to, and what helps. */
export function Collapse({ answer, layers, fixes }: { answer: CollapseAnswer } & Pick<DepthView, 'layers' | 'fixes'>) {
  return (
    <>
      {answer.runs.map((run) => (
        <RunPicture key={run.layers[0]} run={run} layers={layers} answer={answer} />
      ))}
      <Fixes fixes={fixes} icon="edit" title="Edit the file; Undo takes it back" />
    </>
  );
}

function RunPicture({ run, layers, answer }: { run: LinearRun; layers: Layers; answer: CollapseAnswer }) {
  const { inputs, outputs, paramsBefore, paramsAfter, difference, largest } = run;
  const most = Math.max(paramsBefore, paramsAfter);
  const when = `after ${formatCounted(answer.steps, 'step')} of training`;
  const isRounding = difference !== null && largest !== null && difference <= largest * ROUNDING;
  return (
    <figure class="depth-figure">
      <div class="depth-row">
        <ParamBar count={paramsBefore} most={most} name="before" />
        <ul class="depth-boxes">
          {run.layers.map((index) => (
            <li key={index} class="depth-box">
              {labelOf(layers, index)}
            </li>
          ))}
        </ul>
      </div>
      <div class="depth-row">
        <ParamBar count={paramsAfter} most={most} name="after" />
        <ul class="depth-boxes">
          <li
            class="depth-box depth-box-one"
            title={`The product of the ${run.layers.length} kernels, ${when}: W = ${product(run.layers.length)}`}
          >
            one Dense, {formatCount(inputs)} to {formatCount(outputs)}
          </li>
        </ul>
      </div>
      <figcaption>
        Over {formatCounted(answer.samples, 'sample')}, {when}, their outputs differ by at most{' '}
        <Measured
          text={numberText(difference)}
          title={`max |layers(x) − one layer(x)| over ${formatCounted(answer.samples, 'sample')}. The largest output is ${numberText(largest)}${isRounding ? ', so this is rounding' : ''}.`}
        />
        .
      </figcaption>
    </figure>
  );
}

const product = (count: number): string => Array.from({ length: count }, (_, index) => `W${index + 1}`).join(' · ');

function ParamBar({ count, most, name }: { count: number; most: number; name: 'before' | 'after' }) {
  const text = formatCounted(count, 'parameter');
  const title = `Weights and biases ${name}: ${text}`;
  return <DepthBar share={count / most} text={text} title={title} isBefore={name === 'before'} />;
}
