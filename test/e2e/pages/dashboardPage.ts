import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The dashboard's panel: its page is a frame within the frame that VS Code puts around each webview. */
export class DashboardPage {
  constructor(private readonly page: Page) {}

  get frame(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Everything that the page shows. */
  get body(): Locator {
    return this.frame.locator('body');
  }

  /** A control by its role and name, as a screen reader finds it. */
  control(role: 'button' | 'row' | 'progressbar' | 'table' | 'cell' | 'img', name: string | RegExp): Locator {
    return this.frame.getByRole(role, { name });
  }

  text(text: string | RegExp): Locator {
    return this.frame.getByText(text);
  }
}
