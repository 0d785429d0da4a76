import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../../src/dashboard/pageHtml.js';
import type { ToPage } from '../../../src/protocol/dashboard/messages.js';
import { type ThemeName, themes } from './themes.js';

const ORIGIN = 'http://127.0.0.1:1';
const built = join(import.meta.dirname, '../../../dist/webview');
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
  map: 'application/json',
};

export interface Setting {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the editor kept for the page. */
  readonly state?: unknown;
  readonly folder?: string;
  readonly onMessage?: (message: unknown) => void;
}

/** The built page in a browser, with the editor's end of the message channel in this process. */
export class DashboardPage {
  readonly messages: unknown[] = [];
  /** Errors and warnings of the page's console; breaches of the content security policy among them. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, setting: Setting = {}): Promise<DashboardPage> {
    const { theme = 'dark', width = 1000, height = 900, state = null, folder = built, onMessage } = setting;
    const page = await browser.newPage({ viewport: { width, height } });
    const self = new DashboardPage(page);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) self.complaints.push(message.text());
    });
    page.on('pageerror', (error) => self.complaints.push(String(error)));
    await page.route(`${ORIGIN}/**`, async (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      if (name === 'dashboard.html') return route.fulfill({ contentType: 'text/html', body: html() });
      const body = await readFile(join(folder, name)).catch(() => null);
      return body ? route.fulfill({ contentType: types[name.split('.').at(-1) ?? ''] ?? '', body }) : route.abort();
    });
    await page.exposeFunction('gradlensTestReceive', (message: unknown) => {
      self.messages.push(message);
      onMessage?.(message);
    });
    await page.addInitScript(becomeWebview, { ...themes[theme], state });
    await page.goto(`${ORIGIN}/dashboard.html`);
    return self;
  }

  /** Posts a message as the editor does: as JSON beside typed arrays, so that NaN outside of them becomes null. */
  async post(message: ToPage | object): Promise<void> {
    const arrays: { kind: string; values: number[] }[] = [];
    const json = JSON.stringify(message, (_key, value: unknown) => {
      if (!(value instanceof Float32Array || value instanceof Float64Array)) return value;
      arrays.push({ kind: value.constructor.name, values: [...value] });
      return { $array: arrays.length - 1 };
    });
    await this.page.evaluate(deliver, { json, arrays });
  }

  setTheme(theme: ThemeName): Promise<void> {
    return this.page.evaluate(applyTheme, themes[theme]);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

const html = (): string =>
  pageHtml({ cspSource: ORIGIN, script: `${ORIGIN}/dashboard.js`, style: `${ORIGIN}/dashboard.css` });

interface Look {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

function applyTheme({ bodyClass, variables }: Look): void {
  document.documentElement.removeAttribute('style');
  for (const [name, value] of Object.entries(variables)) {
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
  }
  document.body.className = bodyClass;
  document.body.dataset.vscodeThemeKind = bodyClass;
}

/** Runs in the page before its own script: the editor's API and theme, as a webview has them. */
function becomeWebview({ bodyClass, variables, state }: Look & { state: unknown }): void {
  let kept = state;
  const receive = (message: unknown): void => {
    const { gradlensTestReceive } = globalThis as unknown as { gradlensTestReceive(message: unknown): void };
    gradlensTestReceive(message);
  };
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: receive,
      getState: () => kept,
      setState: (next: unknown) => {
        kept = next;
        receive({ type: 'test:state', state: next });
      },
    }),
  });
  for (const [name, value] of Object.entries(variables)) {
    document.documentElement?.style.setProperty(`--vscode-${name}`, value);
  }
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = bodyClass;
    document.body.dataset.vscodeThemeKind = bodyClass;
  });
}

/** Runs in the page: puts the typed arrays back and hands the message over. */
function deliver({ json, arrays }: { json: string; arrays: { kind: string; values: number[] }[] }): void {
  const data: unknown = JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$array' in value)) return value;
    const array = arrays[Number(value.$array)];
    return array?.kind === 'Float64Array' ? new Float64Array(array.values) : new Float32Array(array?.values ?? []);
  });
  window.dispatchEvent(new MessageEvent('message', { data }));
}
