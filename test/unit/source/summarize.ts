import { findModels } from '../../../src/source/findModels.js';

/** Models of a text, one a line: `2 model: Dense@3 Dense@4; compile 5, fit 6`. */
export function summarize(text: string, file = 'code.js'): string[] {
  return findModels(text, file).map(({ line, name, layers, compileLine, fitLine }) => {
    const list = layers.map((layer) => ` ${layer.className}@${layer.line}`).join('');
    const training = [compileLine ? `compile ${compileLine}` : '', fitLine ? `fit ${fitLine}` : ''].filter(Boolean);
    return `${line} ${name}:${list}${training.length > 0 ? `; ${training.join(', ')}` : ''}`;
  });
}
