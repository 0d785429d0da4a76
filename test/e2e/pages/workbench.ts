import type { Locator, Page } from 'playwright-core';
import { DashboardPage } from './dashboardPage.js';
import { EditorPage } from './editorPage.js';
import { QuickPickPage } from './quickPickPage.js';

const QUICK_INPUT_ATTEMPTS = 6;
const QUICK_INPUT_TIMEOUT = 5000;
const QUICK_ROW_TIMEOUT = 10_000;
const FOCUS_ATTEMPTS = 6;
const FOCUS_TIMEOUT = 3000;
/** Characters of a part of the window that are of use in a log. */
const MOST_WORDS = 2000;

/** A window of VS Code as a person sees it. */
export class Workbench {
  readonly editor: EditorPage;
  readonly dashboard: DashboardPage;
  readonly quickPick: QuickPickPage;

  constructor(readonly page: Page) {
    this.editor = new EditorPage(page);
    this.dashboard = new DashboardPage(page);
    this.quickPick = new QuickPickPage(page);
  }

  /** Resolves when the window is drawn. */
  async waitUntilOpen(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.statusbar').waitFor();
  }

  /** Opens a file of the workspace by its path within it, through Quick Open. */
  async openFile(path: string): Promise<void> {
    await this.pick(path, 'Control+P', basename(path));
    await this.tab(basename(path)).waitFor();
    // The tab comes before the text: until then the file of before is there, with its lenses.
    await this.page.locator(`.monaco-editor[data-uri*="/${path}"]`).first().waitFor();
  }

  /** Runs a command by its title, through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.pick(`>${title}`, 'F1', title);
  }

  /** The tab of an editor or a panel. */
  tab(label: string): Locator {
    return this.page.locator('.tab', { hasText: label });
  }

  /** Closes the editor or panel in front of its group by the button on its tab. */
  async closeTab(label: string): Promise<void> {
    await this.tab(label).hover();
    await this.tab(label).locator('.tab-actions .action-label').click();
    await this.tab(label).waitFor({ state: 'detached' });
  }

  /** Gives the focus to a column of editors, from 1, and resolves when it has it. */
  async focusGroup(column: number): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(`Control+${column}`);
      try {
        await this.page.waitForFunction(hasFocus, column - 1, { timeout: FOCUS_TIMEOUT });
        return;
      } catch (error) {
        // The frame of a webview that takes the focus meanwhile keeps it.
        if (attempt === FOCUS_ATTEMPTS) throw error;
      }
    }
  }

  /** Reloads the window, as a person does, and waits until it is drawn. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitUntilOpen();
  }

  /** The row of the Problems view (to be shown first) that says `message` on `line`, from 1. */
  problem(message: RegExp, line: number): Locator {
    const rows = this.page.locator('.markers-panel .monaco-list-row', { hasText: 'GradLens' });
    return rows.filter({ hasText: message }).filter({ hasText: new RegExp(`\\[Ln ${line}, Col`) });
  }

  /** An item of the status bar by a part of its text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** A notification by a part of its text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item', { hasText: text });
  }

  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.notification('').first().waitFor({ state: 'detached' });
  }

  /** The window in words: what lenses, notifications, status bar and dashboard say. */
  async words(): Promise<string> {
    const said: [string, Locator][] = [
      ['lenses', this.page.locator('.codelens-decoration')],
      ['notifications', this.notification('')],
      ['status bar', this.page.locator('.statusbar')],
      ['dashboard', this.dashboard.body],
    ];
    const lines = await Promise.all(
      said.map(async ([part, locator]) => {
        const texts = await locator.allInnerTexts().catch((error: unknown) => [`not to be read: ${error}`]);
        return `${part}: ${texts.join(' | ').replaceAll(/\s+/g, ' ').slice(0, MOST_WORDS)}`;
      }),
    );
    return lines.join('\n');
  }

  /** Types into the box that a key opens, and takes the row that it comes to. */
  private async pick(text: string, key: string, row: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    const found = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
    // A webview that gets the focus meanwhile closes the box again, before or after the text is in it.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await input.fill(text, { timeout: QUICK_INPUT_TIMEOUT });
        await found.waitFor({ timeout: QUICK_ROW_TIMEOUT });
        break;
      } catch (error) {
        if (attempt === QUICK_INPUT_ATTEMPTS) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    await this.page.keyboard.press('Enter');
  }
}

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** In the page: whether the group of editors at `index`, from the left, is the active one, and takes the keys where it shows text. */
function hasFocus(index: number): boolean {
  const left = (group: Element) => group.getBoundingClientRect().left;
  const groups = [...document.querySelectorAll('.editor-group-container')].sort((a, b) => left(a) - left(b));
  const group = groups[index];
  if (!group?.classList.contains('active')) return false;
  const text = [...group.querySelectorAll('.monaco-editor')].some((editor) => editor.getClientRects().length > 0);
  return !text || group.contains(document.activeElement);
}
