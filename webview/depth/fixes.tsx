import { Button } from '../components/toolkit.js';
import { send } from '../host.js';

interface Props {
  /** Titles, in the order in which the host knows them. */
  readonly fixes: readonly string[];
  readonly icon: string;
  /** What a click on any of them does. */
  readonly title: string;
}

/** What a lesson offers to help, a button each. */
export function Fixes({ fixes, icon, title }: Props) {
  if (fixes.length === 0) return null;
  return (
    <div class="controls">
      {fixes.map((label, fix) => (
        <Button key={label} label={label} icon={icon} title={title} onClick={() => send({ type: 'fixDepth', fix })} />
      ))}
    </div>
  );
}
