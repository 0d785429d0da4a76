// Pictures of the editor as PNG with a palette: text on plain ground looks the same, at a third of the size that the package pays for.
import sharp from 'sharp';

/** @param screenshot a PNG. @returns it in 256 colors at most */
export const smallPicture = (/** @type {Uint8Array} */ screenshot) =>
  sharp(screenshot).png({ palette: true, effort: 10, compressionLevel: 9, dither: 0 }).toBuffer();
