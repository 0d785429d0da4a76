import type { Progress } from '../../src/protocol/dashboard/parts.js';
import { Icon } from '../components/icon.js';

const SWITCH = 'To turn compiled steps off, use the setting gradlens.compiledStep.';

const COMPILED =
  'Each step is one TensorFlow call: forward pass, gradients, their statistics, and the update. ' +
  `The results match those of eager steps to within 1e-4. ${SWITCH}`;

const EAGER =
  'Each step runs one operation at a time, as TensorFlow.js does by default. This is slower, especially for small nets.';

/** Whether the fit's steps are compiled, and if not, why; screen readers hear it when it changes. */
export function StepModeFact({ mode }: { readonly mode: Progress['stepMode'] }) {
  const compiled = mode?.mode === 'compiled';
  const reason = mode?.reason ?? null;
  const title = mode ? (compiled ? COMPILED : `${EAGER}${reason === null ? '' : ` Reason: ${reason}.`}`) : undefined;
  return (
    <div class="fact fact-mode" title={title}>
      <dt>Steps</dt>
      <dd>
        <span role="status">
          {mode === null ? (
            '–'
          ) : (
            <>
              {compiled && <Icon name="zap" />}
              {reason === null ? mode.mode : `${mode.mode}: ${reason}`}
            </>
          )}
        </span>
        {title !== undefined && <span class="visually-hidden">{title}</span>}
      </dd>
    </div>
  );
}
