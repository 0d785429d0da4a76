import type { Locator, Page } from 'playwright-core';
import { DashboardPage } from './dashboardPage.js';
import { EditorPage } from './editorPage.js';

/** A window of VS Code as a person sees it. */
export class Workbench {
  readonly editor: EditorPage;
  readonly dashboard: DashboardPage;

  constructor(readonly page: Page) {
    this.editor = new EditorPage(page);
    this.dashboard = new DashboardPage(page);
  }

  /** Resolves when the window is drawn. */
  async waitUntilOpen(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.statusbar').waitFor();
  }

  /** Opens a file of the workspace by its path within it, through Quick Open. */
  async openFile(path: string): Promise<void> {
    await this.quickInput(path, 'Control+P');
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: basename(path) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(basename(path)).waitFor();
  }

  /** Runs a command by its title, through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput(`>${title}`, 'F1');
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The tab of an editor or a panel. */
  tab(label: string): Locator {
    return this.page.locator('.tab', { hasText: label });
  }

  /** An item of the status bar by a part of its text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** A notification by a part of its text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item', { hasText: text });
  }

  private async quickInput(text: string, key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.page.locator('.quick-input-widget input[type="text"]').fill(text);
  }
}

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
