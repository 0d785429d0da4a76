import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandIds } from '../../../src/platform/commandIds.js';

const root = join(import.meta.dirname, '../../..');

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly completionEvents?: readonly string[];
  readonly media: { readonly image: Readonly<Record<string, string>> };
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
};
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const known = new Set<string>([...Object.values(commandIds), 'gradlens.models.focus']);

it.each(steps)('Step $id: its text, its buttons, its pictures, and what ends it', (step) => {
  const links = [...step.description.matchAll(/\[[^\]]+\]\(command:([\w.]+)(?:\?[^)]*)?\)/g)].map(
    ([, command]) => command,
  );
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((command) => !known.has(command ?? ''))).toEqual([]);
  // What VS Code draws in a step: links, **bold**, __italics__ and ``code``. A single mark of Markdown would be shown as it is.
  const drawn = step.description
    .replaceAll(/\[[^\]]+\]\([^)]+\)/g, '')
    .replaceAll(/\*\*[^*]+\*\*|__[^_]+__|``[^`]+``/g, '');
  expect(drawn).not.toMatch(/[*`#[\]]|__/);
  // Without it a step would end with a click on its button.
  expect(step.completionEvents).toEqual([`onContext:gradlens.did.${step.id}`]);
  for (const picture of Object.values(step.media.image)) expect(existsSync(join(root, picture)), picture).toBe(true);
});
