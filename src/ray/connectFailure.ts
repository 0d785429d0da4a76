import { firstLine } from '../errors/errorText.js';

const OTHER_VERSION = /version mismatch|different version|Python version|Ray version/i;

/** What a person names a cluster and its Python with. */
export interface NamedWith {
  readonly address: string;
  readonly python: string;
}

/** What a person should read where there is no way to a cluster: what is missing, and what to do. */
export function connectFailure(
  reason: string,
  { address, python, namedWith }: { readonly address: string; readonly python: string; readonly namedWith: NamedWith },
): string {
  if (/No module named '?ray\b/.test(reason)) {
    return `${python} has no Ray. Install it there with: ${python} -m pip install "ray[default]", or do without ${namedWith.python}.`;
  }
  if (/cannot be started/.test(reason))
    return `${firstLine(reason)}. Name a Python that has Ray with ${namedWith.python}.`;
  if (OTHER_VERSION.test(reason)) {
    return `The cluster has another version of Ray or Python: ${firstLine(reason)} Name a Python that has the same with ${namedWith.python}.`;
  }
  const start = `Start a cluster with: ray start --head, or name one with ${namedWith.address}, such as ray://HOST:10001.`;
  if (address === 'auto' && /ConnectionError|Could not find any running Ray/i.test(reason)) {
    return `No Ray cluster is running on this machine. ${start}`;
  }
  return `Cannot connect to the Ray cluster ${address}: ${firstLine(reason)}`;
}

/** What a process of Ray's said last, of what it wrote: a sentence, without the place in Ray's own code. */
export function lastWord(written: string): string {
  const line = written.trim().split('\n').at(-1) ?? '';
  const [, text] = /^\[[^\]]*\]\s+\S+:\d+:\s+(.*)$/.exec(line) ?? [];
  return text === undefined ? line : text.replace(/(?<=[a-z]\.)\s.*$/, '');
}
