/** The list with the member, or without it where it was in. */
export const toggled = <T>(list: readonly T[], member: T): T[] =>
  list.includes(member) ? list.filter((each) => each !== member) : [...list, member];
