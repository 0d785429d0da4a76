import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GUTTER_COLORS, gutterIcon } from '../../../src/editor/gradients/gutterIcon.js';

const SIGNS = ['vanishing', 'exploding', 'not-a-number', 'no-gradient'] as const;
const shapeOf = (svg: string): string => / d="([^"]+)"/.exec(svg)?.[1] ?? '';

describe('gutterIcon', () => {
  it('tells signs apart by their shape', () => {
    expect(new Set(SIGNS.map((sign) => shapeOf(gutterIcon(sign, false, 'dark')))).size).toBe(SIGNS.length);
    expect(shapeOf(gutterIcon('only-zeros', false, 'dark'))).toBe(shapeOf(gutterIcon('no-gradient', false, 'dark')));
  });

  it.each(SIGNS)('keeps the shape of %s once it is stale, hollow and gray', (sign) => {
    const [fresh, stale] = [gutterIcon(sign, false, 'light'), gutterIcon(sign, true, 'light')];
    expect(shapeOf(stale)).toBe(shapeOf(fresh));
    expect(stale).toContain('fill="none"');
    expect(stale).toContain(GUTTER_COLORS.light.stale);
    expect(fresh).not.toContain(GUTTER_COLORS.light.stale);
  });

  it.each(['light', 'dark'] as const)('has the default colors of %s themes', (theme) => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const defaults = Object.fromEntries(
      contributes.colors.map(({ id, defaults }: { id: string; defaults: Record<string, string> }) => [
        id,
        defaults[theme],
      ]),
    );
    for (const [name, color] of Object.entries(GUTTER_COLORS[theme])) {
      expect(defaults[`gradlens.gradient.${name}`]).toBe(color);
    }
    expect(gutterIcon('not-a-number', false, theme)).toContain(GUTTER_COLORS[theme].exploding);
    expect(gutterIcon('no-gradient', false, theme)).toContain(GUTTER_COLORS[theme].vanishing);
  });
});
