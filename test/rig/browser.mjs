// Starts the rig's Chromium, headless, driven by playwright-core. It reaches this machine only.
import { chromium } from 'playwright-core';
import { onInterrupt } from '../../scripts/lib/guarded.mjs';
import { chromiumLaunch } from './chromium.mjs';
import { ensureRig } from './setup.mjs';

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

const START_TIMEOUT = 60_000;

/** Names the address of a browser that is there already. */
const SHARED_BROWSER = 'GRADLENS_BROWSER';

/** @returns {Promise<import('playwright-core').Browser>} the caller closes it; a signal to this process closes it too */
export async function startBrowser() {
  const shared = process.env[SHARED_BROWSER];
  const browser = await (shared ? chromium.connect(shared) : chromium.launch(await launchOptions()));
  const forget = onInterrupt(() => browser.close());
  browser.on('disconnected', forget);
  return browser;
}

/**
 * Starts one browser for all processes that the action starts with the environment it gets: closing theirs closes their pages alone.
 * @template T
 * @param {(env: { [SHARED_BROWSER]: string }) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withSharedBrowser(action) {
  const server = await chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' });
  const forget = onInterrupt(() => server.close());
  try {
    return await action({ [SHARED_BROWSER]: server.wsEndpoint() });
  } finally {
    forget();
    await server.close();
  }
}

async function launchOptions() {
  return {
    ...chromiumLaunch(await ensureRig()),
    headless: true,
    args: SWITCHES,
    timeout: START_TIMEOUT,
    // Playwright's own handlers would end the process before the others have cleaned up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}
