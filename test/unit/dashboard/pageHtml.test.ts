import { expect, test } from 'vitest';
import { pageHtml } from '../../../src/dashboard/pageHtml.js';

const sources = {
  cspSource: 'https://editor',
  script: 'https://editor/dashboard.js',
  style: 'https://editor/dashboard.css',
};

test('The page may load its own script and style, and nothing else', () => {
  const html = pageHtml(sources);
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
  const nonce = /<script nonce="([\w-]{20,})"/.exec(html)?.[1];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src 'nonce-${nonce}';`);
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('*');
});

test('Each page has a nonce of its own', () => {
  expect(pageHtml(sources)).not.toBe(pageHtml(sources));
});
