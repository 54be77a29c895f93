/** Where something stood in the old site's export. */
export type Place = { file: string; line?: number; column?: number }
