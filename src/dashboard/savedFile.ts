import { LAYER_CURVES } from '../protocol/dashboard/layerCurvesPart.js';
import type { ToHost } from '../protocol/dashboard/messages.js';
import type { Fit, Run } from '../runs/types.js';

/** What files are written with. */
export interface SavedWith {
  /** Asks where, and writes a picture of a plot. */
  savePicture(run: Run, name: string, format: 'png' | 'svg', bytes: Uint8Array): void;
  /** Asks where, and writes series of a run as a table; named as an export names them. */
  saveSeries(run: Run, name: string, series: readonly string[]): void;
}

type Picture = Extract<ToHost, { type: 'savePicture' }>;
type Series = Extract<ToHost, { type: 'saveSeries' }>;
type Shown = { readonly run: Run; readonly fit: Fit | undefined } | undefined;

/** Saves a picture that the page made, where it is one. */
export function savePicture(picture: Picture, shown: Shown, { savePicture: save }: SavedWith): void {
  const bytes = pictureBytes(picture);
  if (shown && bytes) save(shown.run, picture.name, picture.format, bytes);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function pictureBytes({ format, content }: Picture): Buffer | null {
  if (format === 'svg') {
    return content.startsWith('<svg ') && content.trimEnd().endsWith('</svg>') ? Buffer.from(content) : null;
  }
  const bytes = Buffer.from(content, 'base64');
  return bytes.subarray(0, PNG.length).equals(PNG) ? bytes : null;
}

/** Saves series of the fit that is shown, where it has them. */
export function saveSeries({ of }: Series, shown: Shown, { saveSeries: save }: SavedWith): void {
  if (!shown?.fit) return;
  const { name, series } = seriesOf(shown.fit, of);
  if (series.length > 0) save(shown.run, name, series);
}

function seriesOf({ summary: { metrics, variables, layers }, epochs }: Fit, of: Series['of']) {
  if (of.kind === 'curve') {
    const isThere = of.name === 'loss' || metrics.includes(of.name);
    const validation = `val_${of.name}`;
    const isValidated = epochs.some(({ logs }) => validation in logs);
    return { name: of.name, series: isThere ? [of.name, ...(isValidated ? [validation] : [])] : [] };
  }
  const own = variables.filter(({ layer }) => layer === of.layer);
  const series = own.flatMap((variable) => LAYER_CURVES.map((statistic) => `${variable.name} ${statistic}`));
  return { name: layers[of.layer]?.name ?? '', series };
}
