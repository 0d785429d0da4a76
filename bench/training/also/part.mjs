/**
 * A part of the bench beside the central comparison. `run` measures; a part that cannot be measured rejects with the reason.
 * @typedef {{ header: string[], rows: string[][] }} Table
 * @typedef {{ data: unknown, table: Table, goals?: import('../goals.mjs').Judged[], skipped?: Record<string, string> }} PartResult
 * @typedef {{ id: string, title: string, run: (context: import('../contestants/open.mjs').Context, options: { rounds: number, nets: import('../nets.mjs').Net[] }) => Promise<PartResult> }} Part
 */
export {};
