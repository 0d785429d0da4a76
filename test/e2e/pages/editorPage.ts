import type { Locator, Page } from 'playwright-core';

const PRESS_ATTEMPTS = 3;
const PRESS_TIMEOUT = 20_000;

/** A gradient as a line shows it. */
interface GradientOnScreen {
  readonly text: string;
  readonly inView: boolean;
}

/** The text editor in front: code lenses, the text that lines get, hovers. */
export class EditorPage {
  constructor(private readonly page: Page) {}

  /** The parts of all code lenses that are in view, in the order of the file. */
  get lenses(): Locator {
    return this.page.locator('.codelens-decoration a, .codelens-decoration span:not(.codicon)');
  }

  /** The parts of code lenses with this text. */
  lens(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: text });
  }

  /** Clicks a lens that a run takes the place of until that is so: VS Code may be drawing the lenses anew between press and release. */
  async press(text: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.lens(text).click();
      try {
        await this.lens(text).waitFor({ state: 'detached', timeout: PRESS_TIMEOUT });
        return;
      } catch (error) {
        if (attempt === PRESS_ATTEMPTS) throw error;
      }
    }
  }

  /** The lenses of a model whose status says this; it does nothing when clicked, so it is no link. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration', { hasText: text });
  }

  /** The line of the file that contains the text, which must be in view. */
  line(text: string | RegExp): Locator {
    return this.page.locator('.view-line', { hasText: text });
  }

  /** Number, from 1, of the line at the cursor, as the status bar shows it. */
  async cursorLine(): Promise<number> {
    const text = await this.page.locator('#status\\.editor\\.selection').textContent();
    return Number(/Ln (\d+)/.exec(text ?? '')?.[1]);
  }

  /** How far, in pixels, the start of its lines is to the left of what is in view. */
  async scrolledSideways(): Promise<number> {
    const lines = this.page.locator('.editor-group-container .lines-content').first();
    return lines.evaluate((element) => -Number.parseFloat(getComputedStyle(element).left) || 0);
  }

  /** Scrolls the line into the middle of the editor and puts the cursor on it. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.page.locator('.quick-input-widget input[type="text"]').fill(`:${line}`);
    await this.page.keyboard.press('Enter');
  }

  /** What decorations add to a line; VS Code draws it as generated content, which is not in the page's text. */
  async textAdded(line: Locator): Promise<string> {
    return line.evaluate((element) =>
      [...element.querySelectorAll('span')]
        .flatMap((span) => ['::before', '::after'].map((part) => getComputedStyle(span, part).content))
        .filter((content) => content !== 'none' && content !== 'normal')
        .map((content) => content.replace(/^"|"$/g, '').replaceAll('\u00a0', ' '))
        .join(' ')
        .trim(),
    );
  }

  /** The gradients that lines of the editor show, from top to bottom, and whether all of each is between the editor's edge and its minimap. */
  async gradients(): Promise<GradientOnScreen[]> {
    return this.page.locator('.view-line span').evaluateAll((spans) => {
      const found = spans.flatMap((span) => {
        const added = ['::before', '::after'].map((part) => getComputedStyle(span, part).content);
        const text = added.find((content) => /^"[∇▼▲○×]/.test(content));
        const editor = span.closest('.monaco-editor');
        if (!text || !editor || !span.checkVisibility({ visibilityProperty: true })) return [];
        const box = span.getBoundingClientRect();
        const { left, right } = editor.getBoundingClientRect();
        const minimap = editor.querySelector('.minimap')?.getBoundingClientRect();
        const end = minimap && minimap.width > 0 ? minimap.left : right;
        const plain = text.slice(1, -1).replaceAll('\u00a0', ' ').trim();
        return [{ text: plain, top: box.top, inView: box.left >= left && box.right <= end }];
      });
      return found.sort((a, b) => a.top - b.top).map(({ text, inView }) => ({ text, inView }));
    });
  }

  /** How many lines in view have a sign of GradLens beside their number. */
  async signsInGutter(): Promise<number> {
    return this.page
      .locator('.glyph-margin-widgets .cgmr')
      .evaluateAll(
        (signs) => signs.filter((sign) => getComputedStyle(sign).backgroundImage.includes('image/svg+xml')).length,
      );
  }

  /** Lanes of the scroll bar, from 0 at the left, that have marks of one of these colors, such as `201, 138, 224`. */
  async lanesInRuler(colors: readonly string[]): Promise<number[]> {
    return this.page
      .locator('canvas.decorationsOverviewRuler')
      .first()
      .evaluate((canvas, colors) => {
        const pixels =
          canvas instanceof HTMLCanvasElement
            ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
            : undefined;
        if (!pixels) return [];
        const { data, width } = pixels;
        const lanes = new Set<number>();
        for (let at = 0; at < data.length; at += 4) {
          const isMark = colors.includes(data.slice(at, at + 3).join(', '));
          if (isMark) lanes.add(Math.floor((3 * ((at / 4) % width)) / width));
        }
        return [...lanes].sort();
      }, colors);
  }

  /** Rests the mouse on a part of a line until its hover shows; its text. */
  async hover(target: Locator): Promise<string> {
    await target.hover();
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
    await hover.waitFor();
    return (await hover.textContent()) ?? '';
  }
}
