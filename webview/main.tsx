import './usableLanguage.js';
import { render } from 'preact';
import { safeParse, summarize, union } from 'valibot';
import { Reveal, ToPage } from '../src/protocol/dashboard/messages.js';
import { registerElements } from './components/toolkit.js';
import { pageWidth, remember, remembered, send } from './host.js';
import { Store } from './pageModel.js';
import './styles/main.css';
import { App } from './views/app.js';

registerElements();
const store = new Store();

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = safeParse(union([ToPage, Reveal]), data);
  if (message.success) store.dispatch(message.output);
  else console.warn(`GradLens: unexpected message from the extension: ${summarize(message.issues)}`);
});

const tellLook = (type: 'ready' | 'look'): void => send({ type, look: { ...store.current.look, width: pageWidth() } });

let resizing: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => tellLook('look'), 200);
});

const root = document.getElementById('root');
if (root) render(<App store={store} remembered={remembered()} remember={remember} />, root);
tellLook('ready');
