/** Of names of people's only what every file system takes: no more than 255 bytes, of which a letter may be three. `run` where nothing is left. */
export const fileName = (title: string): string =>
  title
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^[-.]+|[-.]+$/g, '') || 'run';
