import type { ProgramLogs } from './programs.js';

const TOLERANCE = 1e-3;

/** Where two logs of a program differ by more than a thousandth. */
export function differences(found: ProgramLogs, wanted: ProgramLogs): string[] {
  if (found.fits.length !== wanted.fits.length) return [`${found.fits.length} fits for ${wanted.fits.length}`];
  return [
    ...wanted.fits.flatMap((fit, i) => ofFit(`fit ${i + 1}`, found.fits[i] ?? {}, fit)),
    ...ofLists('evaluations', found.evaluations.flat(), wanted.evaluations.flat()),
  ];
}

function ofFit(where: string, found: ProgramLogs['fits'][number], wanted: ProgramLogs['fits'][number]): string[] {
  const names = Object.keys(wanted).map((name) => [name, name.replace(/accuracy$/, 'acc')] as const);
  const more = Object.keys(found).filter((name) => !names.some(([a, b]) => name === a || name === b));
  return [
    ...more.map((name) => `${where}: ${name} is not in Keras`),
    ...names.flatMap(([name, short]) =>
      ofLists(`${where}, ${name}`, found[name] ?? found[short] ?? [], wanted[name] ?? []),
    ),
  ];
}

function ofLists(where: string, found: readonly number[], wanted: readonly number[]): string[] {
  const isClose = (a: number, b: number) =>
    Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b)) || Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b));
  if (found.length === wanted.length && wanted.every((value, i) => isClose(found[i] ?? Number.NaN, value))) return [];
  return [`${where}: ${found.map(shown)} instead of ${wanted.map(shown)}`];
}

const shown = (value: number): string => value.toPrecision(6);
