// The dashboard's page inside the editor's window, and how often it draws.

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<import('playwright-core').Frame>}
 */
export async function dashboardFrame(page) {
  const inner = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await inner.getByRole('progressbar').first().waitFor();
  const handle = await inner.locator('body').elementHandle();
  const frame = await handle?.ownerFrame();
  if (!frame) throw new Error('the dashboard has no frame');
  return frame;
}

/**
 * Frames a second that the page could draw over a period.
 * @param {import('playwright-core').Frame} frame
 * @param {number} periodMs
 * @returns {Promise<number>}
 */
export async function countFrames(frame, periodMs) {
  return frame.evaluate(
    (period) =>
      new Promise((resolve) => {
        const start = performance.now();
        let frames = 0;
        const next = () => {
          frames += 1;
          const passed = performance.now() - start;
          if (passed < period) requestAnimationFrame(next);
          else resolve((frames * 1000) / passed);
        };
        requestAnimationFrame(next);
      }),
    periodMs,
  );
}
