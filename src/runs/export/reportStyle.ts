import { Markup } from './markup.js';
import { COLORS } from './plot.js';

/** Dark and light as the reader's system has it. Curves have 3:1 against their ground, text 4.5:1. */
export const STYLE = new Markup(`
:root{color-scheme:light dark;--ink:#1f2328;--dim:#59636e;--ground:#fff;--line:#d1d9e0;--soft:#f6f8fa;
--c0:#0969da;--c1:#bc4c00;--c2:#1a7f37;--c3:#8250df;--c4:#bf3989;--c5:#0a7b83;--c6:#9a6700;--c7:#57606a;--depth:38%}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9198a1;--ground:#0d1117;--line:#3d444d;--soft:#151b23;
--c0:#58a6ff;--c1:#f0883e;--c2:#3fb950;--c3:#bc8cff;--c4:#f778ba;--c5:#39c5cf;--c6:#d29922;--c7:#b1bac4;--depth:66%}}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:800px;margin:0 auto;padding:32px 20px}
h1{font-size:24px;margin:0}h2{font-size:19px;margin:36px 0 12px;border-bottom:1px solid var(--line);padding-bottom:4px}h3{font-size:14px;margin:20px 0 6px;word-break:break-all}
.result{font-size:19px;margin:6px 0 16px}.note{white-space:pre-wrap;border-left:3px solid var(--line);padding-left:12px}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:8px 24px;margin:12px 0}
dt,.small,footer,svg text{color:var(--dim);font-size:13px}dd{margin:0;overflow-wrap:anywhere}
.finding{border-left:4px solid var(--line);padding:2px 14px;margin:14px 0;background:var(--soft)}.finding p{margin:6px 0}
.finding.error{border-color:var(--c4)}.finding.warning{border-color:var(--c6)}
figure{margin:20px 0}figcaption{font-weight:600}svg{width:100%;height:auto}svg text{fill:var(--dim);font-size:12px}.grid{stroke:var(--line)}
polyline{fill:none;stroke:currentColor;stroke-width:1.6}circle{fill:currentColor}.dashed{stroke-dasharray:5 4}
${Array.from({ length: COLORS }, (_, index) => `.c${index}{color:var(--c${index})}.d${index}{color:hsl(${260 - 33 * index} 65% var(--depth))}`).join('')}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:4px 0;font-size:13px}
.legend span{color:var(--ink)}.legend li[class]::before{content:"";display:inline-block;width:18px;border-top:2px solid;margin-right:6px;vertical-align:middle}
.legend li.dashed::before{border-top-style:dashed}
table{border-collapse:collapse;width:100%;font-size:13px;margin:12px 0}th,td{text-align:left;padding:4px 10px;border-bottom:1px solid var(--line)}.number{text-align:right;font-variant-numeric:tabular-nums}
details{overflow-x:auto}summary{cursor:pointer}
pre{background:var(--soft);padding:10px 0;overflow-x:auto;font-size:13px;counter-reset:line}code{counter-increment:line}
code::before{content:counter(line);display:inline-block;width:44px;margin-right:14px;text-align:right;color:var(--dim)}
footer{margin-top:40px}
`);
