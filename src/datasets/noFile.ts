import { HumanError } from '../errors/humanError.js';

/** Where the data of a model cannot be had. */
export const CHOOSE_OTHER = 'Choose other data with --data or "GradLens: Choose Data".';

/** A file that a person or the source names, and that is not there. */
export const noFile = (path: string): HumanError => new HumanError(`There is no file ${path}. ${CHOOSE_OTHER}`);
