/** Built as a file of its own: its 2.8 MB of WebAssembly are unpacked only where the user's code is TypeScript. */
export { transformSync } from 'amaro';
