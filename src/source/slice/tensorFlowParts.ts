type Path = readonly string[];

const REACHES_OUT = /^(load\w*|io|browser|data|setBackend|ready|registerBackend|env|engine|nextFrame|callbacks)$/;
const MAKES = /^(layers|sequential|train|initializers|regularizers|constraints)$/;

/** Whether something of TensorFlow.js reaches outside: files, pages, devices. */
export const reachesOut = ([first = '']: Path): boolean => REACHES_OUT.test(first);

/** Whether it makes a part of a model: what is open in its options is asked for, not the part. */
export const makesPart = ([first = '']: Path): boolean => MAKES.test(first);
