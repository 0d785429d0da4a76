import type { Locator, Page } from 'playwright-core';

const ATTEMPTS = 10;
/** Milliseconds. */
const ATTEMPT = 3000;

/** The list or the box for text that VS Code opens at the top of its window. */
export class QuickPickPage {
  constructor(private readonly page: Page) {}

  title(text: string | RegExp): Locator {
    return this.widget.locator('.quick-input-title', { hasText: text });
  }

  /** An entry by a part of its text. */
  item(text: string | RegExp): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row', { hasText: text });
  }

  /** Takes an entry as a person without a mouse does: by its name and Enter. */
  async choose(text: string): Promise<void> {
    const focused = this.widget.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
    // The list before it may be there still: what is typed as that one closes goes into the file. Of a long list the entry is not drawn.
    await this.item(text)
      .first()
      .waitFor({ timeout: ATTEMPT })
      .catch(() => {});
    // A list that is only now being opened empties its box again.
    for (let attempt = 1; ; attempt++) {
      await this.input.fill(text);
      try {
        await focused.waitFor({ timeout: ATTEMPT });
        break;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
    }
    await this.page.keyboard.press('Enter');
  }

  /** Ticks an entry of a list that takes several. */
  async tick(text: string): Promise<void> {
    await this.item(text).first().getByRole('checkbox').check();
    await this.input.focus();
  }

  /** Takes what is ticked or focused already. */
  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** Writes into a box for text in place of what it holds. */
  async type(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** What a box for text says is wrong. */
  message(text: string | RegExp): Locator {
    return this.widget.locator('.quick-input-message', { hasText: text });
  }

  private get widget(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private get input(): Locator {
    return this.widget.locator('input[type="text"]');
  }
}
