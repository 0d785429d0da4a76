import { Button } from '../components/toolkit.js';
import { send } from '../host.js';

/** Puts the values of a training into the file. @param trial its number */
export const PutCell = ({ trial, name }: { readonly trial: number; readonly name: string }) => (
  <>
    <Button
      label={`Put the values of ${name} into the file; Undo takes them back`}
      title="Put these values into the file; Undo takes them back"
      icon="insert"
      appearance="icon"
      onClick={() => send({ type: 'sweptTrial', action: 'put', trial })}
    />
    {/* On hover the title says it. */}
    <span class="sweep-put-hint" aria-hidden="true">
      Put these values into the file
    </span>
  </>
);
