import { randomBytes } from 'node:crypto';

export interface PageSources {
  /** The editor's own source for local resources (`webview.cspSource`). */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** The page's HTML: nothing loads but its own script, style sheet and icon font. The toolkit looks for the nonce in `csp-nonce`. */
export function pageHtml({ cspSource, script, style }: PageSources): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GradLens</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
