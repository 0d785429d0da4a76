/**
 * uPlot formats numbers in the browser's language as it loads, and a browser under the C locale reports one that Intl
 * refuses (`en-US@posix`). Imported before uPlot, so that the page comes up there too.
 */
try {
  Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}
