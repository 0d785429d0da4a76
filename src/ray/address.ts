/** What Ray's own address of a cluster is, as a person names it; null where it is none. */
export function rayAddress(text: string): string | null {
  const [, dashboard] = /^https?:\/\/([\w.-]+)(?::\d+)?\/?$/.exec(text) ?? [];
  // Ray's dashboard takes no commands for what runs; beside it Ray Client does, at this port.
  if (dashboard !== undefined) return `ray://${dashboard}:10001`;
  return /^(?:auto|(?:ray:\/\/)?[\w.-]+:\d+)$/.test(text) ? text : null;
}

/** Those that there are, for whoever typed another one. */
export const RAY_ADDRESSES = 'auto, HOST:6379, ray://HOST:10001 or http://HOST:8265';
