/** A text as a sentence begins with it. */
export const beginning = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A sentence as it goes on within another. */
export const continued = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
