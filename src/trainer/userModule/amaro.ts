/** Built as a file of its own: its 3.7 MB are read only where the user's code is TypeScript. */
export { transformSync } from 'amaro';
