import type { LaunchPlan } from '../../protocol/launch.js';

const CHANGE = '"GradLens: Choose How to Run" changes this.';

/** What Run's tooltip says: what a click does with this model, and what is worth knowing before it. */
export function planText({ summary, notes, blocked, questions }: LaunchPlan): string {
  if (blocked) return `Cannot run yet: ${blocked.message}`;
  const open = questions.map(({ name }) => name);
  const left = open.length > 0 ? [`Values that the source leaves open: ${open.join(', ')}.`] : [];
  return [summary, ...notes.map(({ text }) => text), ...left, CHANGE].join('\n');
}
