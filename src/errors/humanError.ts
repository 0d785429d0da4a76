/** An error whose message is written for the person in front of the screen: what happened, where, and what to do. */
export class HumanError extends Error {
  override readonly name: string = 'HumanError';
}
