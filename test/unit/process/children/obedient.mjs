// Trains nothing; ends after Stop.
import { openLink } from './link.mjs';

const link = openLink((command) => {
  if (command !== 'stop') return;
  link.send('stopSeen');
  link.send('ended', { outcome: 'stopped', exitCode: 0 });
  link.close();
  clearInterval(alive);
});
const alive = setInterval(() => {}, 1000);
link.send('phase', 'training');
