import { safeParse } from 'valibot';
import { PageMemory, type ToHost } from '../src/protocol/dashboard/messages.js';

interface EditorApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: PageMemory): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The page's one link to the extension. The editor hands it out only once. */
const editor = acquireVsCodeApi();

export const send = (message: ToHost): void => editor.postMessage(message);

export const pageWidth = (): number => document.documentElement.clientWidth;

/** What to show after the window was reloaded; kept by the editor. */
export const remember = (memory: PageMemory): void => editor.setState(memory);

export function remembered(): PageMemory | null {
  const memory = safeParse(PageMemory, editor.getState());
  return memory.success ? memory.output : null;
}
