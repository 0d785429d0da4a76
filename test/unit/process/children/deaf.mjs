// Starts a child of its own, tells both ids, and then blocks its event loop for good.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { openLink } from './link.mjs';

openLink().send('phase', 'training');
const { NODE_OPTIONS: _options, ...env } = process.env;
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', env });
setTimeout(() => {
  writeSync(1, `${process.pid} ${child.pid}\n`);
  for (;;);
}, 50);
