import { safeParse } from 'valibot';
import { type PageState, PageState as PageStateSchema, type ToHost } from '../src/protocol/dashboard.js';

interface EditorApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The page's one link to the extension. The editor hands it out only once. */
const editor = acquireVsCodeApi();

export const send = (message: ToHost): void => editor.postMessage(message);

/** What to show after the window was reloaded; kept by the editor. */
export const remember = (state: PageState): void => editor.setState(state);

export function remembered(): PageState | null {
  const state = safeParse(PageStateSchema, editor.getState());
  return state.success ? state.output : null;
}
