import type { FrameLocator, Locator, Page } from 'playwright-core';

const OUTER = 'iframe.webview.ready';

/** What the badge says of a run that came to its end by itself: it may have learned something, or nothing. */
export const ENDED = /Completed|Learned nothing|fitted|Diverged/;

/** The dashboard's panel: its page is a frame within the frame that VS Code puts around each webview. */
export class DashboardPage {
  constructor(private readonly page: Page) {}

  get frame(): FrameLocator {
    return this.page.frameLocator(OUTER).frameLocator('iframe#active-frame');
  }

  /** The frame that VS Code puts around the page: there as long as the panel is in front of its group. */
  get outerFrame(): Locator {
    return this.page.locator(OUTER);
  }

  /** Everything that the page shows. */
  get body(): Locator {
    return this.frame.locator('body');
  }

  /** A control by its role and name, as a screen reader finds it. */
  control(role: 'button' | 'row' | 'progressbar' | 'table' | 'cell' | 'img', name: string | RegExp): Locator {
    return this.frame.getByRole(role, { name });
  }

  /** How the run stands, in a word: `Training`. */
  status(text: string | RegExp): Locator {
    return this.frame.locator('.badge', { hasText: text });
  }

  /** An error or warning of the run. */
  problem(text: string | RegExp): Locator {
    return this.frame.locator('.problem', { hasText: text });
  }

  get layers(): Locator {
    return this.frame.locator('tbody tr.layer');
  }

  /** How steps are done, as screen readers hear it; null while there is none. */
  async stepMode(): Promise<string | null> {
    return (await this.frame.locator('.fact-mode [role=status]').allTextContents())[0] ?? null;
  }

  /** A number of the progress line by its label; 0 while it is not there. */
  async fact(label: 'Epoch' | 'Batch'): Promise<number> {
    const fact = this.frame.locator('.fact', { has: this.frame.locator('dt', { hasText: new RegExp(`^${label}$`) }) });
    const texts = await fact.locator('dd').allTextContents();
    return Number.parseInt((texts[0] ?? '0').replaceAll(',', ''), 10);
  }

  text(text: string | RegExp): Locator {
    return this.frame.getByText(text);
  }
}
