import { HumanError } from '../errors/humanError.js';
import { type DataLimits, DEFAULT_DATA_LIMITS } from '../protocol/data.js';

const MEGABYTE = 1024 * 1024;

/** The limits that the environment sets, as the command line has no settings: GRADLENS_MAX_UNPACKED_SIZE and GRADLENS_MAX_PIXELS. */
export function limitsOf(env: Readonly<Record<string, string | undefined>>): DataLimits {
  const from = (name: string, fallback: number): number => {
    const value = Number(env[name]);
    return value > 0 ? value : fallback;
  };
  return {
    unpackedMB: from('GRADLENS_MAX_UNPACKED_SIZE', DEFAULT_DATA_LIMITS.unpackedMB),
    megapixels: from('GRADLENS_MAX_PIXELS', DEFAULT_DATA_LIMITS.megapixels),
  };
}

export const unpackedBytes = ({ unpackedMB }: DataLimits): number => unpackedMB * MEGABYTE;

const RAISE = (setting: string, variable: string): string =>
  `If that is expected, raise the setting ${setting} (on the command line, the environment variable ${variable}).`;

/** @param name of the file, or of the array in it */
export function tooMuchUnpacked(name: string, { unpackedMB }: DataLimits): HumanError {
  return new HumanError(
    `${name} unpacks to more than ${unpackedMB.toLocaleString('en-US')} MB. ` +
      RAISE('gradlens.maxUnpackedSize', 'GRADLENS_MAX_UNPACKED_SIZE'),
  );
}

/** @throws {HumanError} where a picture has more pixels than one may have */
export function refusePixels(width: number, height: number, { megapixels }: DataLimits): void {
  if (width * height <= megapixels * 1e6) return;
  throw new HumanError(
    `it has ${width} × ${height} pixels, and the limit is ${megapixels.toLocaleString('en-US')} million. ` +
      RAISE('gradlens.maxPixels', 'GRADLENS_MAX_PIXELS'),
  );
}
