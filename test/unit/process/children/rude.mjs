// Sends what no trainer would: events of the wrong shape, then bytes that are no frame.
import { openLink } from './link.mjs';

const link = openLink();
link.send('phase', 'sleeping');
link.send('epochEnded', { fit: 7, epoch: 0, step: 1, logs: {} });
link.send('fitStarted', { fit: 1 });
link.send('phase', 'training');
setTimeout(() => link.sendRaw(Buffer.from([255, 255, 255, 255, 1, 2, 3])), 100);
setInterval(() => {}, 1000);
