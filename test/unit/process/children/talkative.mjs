// Writes a lot on every channel and ends at once.
import { openLink } from './link.mjs';

const link = openLink();
for (let index = 0; index < 500; index++) {
  link.send('problem', { kind: 'user-code', severity: 'warning', message: `${index}`, location: null, stack: null });
  process.stdout.write(`line ${index} äöü\n`);
}
process.stderr.write('no line break at the end');
link.close();
