import type { Progress } from '../../src/protocol/dashboard.js';
import { Icon } from '../components/icon.js';

const SWITCH = 'The setting gradlens.compiledStep switches compiled steps off.';

const COMPILED =
  'Each step is one call of TensorFlow: forward pass, gradients, their statistics and the update. ' +
  `The results agree with those of eager steps to 1e-4. ${SWITCH}`;

const EAGER =
  'Each step runs operation by operation, as TensorFlow.js does it by itself. It is slower, small nets above all.';

/** Whether the fit's steps are compiled, and if not, why; screen readers hear it when it changes. */
export function StepModeFact({ mode }: { readonly mode: Progress['stepMode'] }) {
  const compiled = mode?.mode === 'compiled';
  const reason = mode?.reason ?? null;
  const title = mode ? (compiled ? COMPILED : `${EAGER}${reason === null ? '' : ` Why: ${reason}.`}`) : undefined;
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
