/** Where a command says what it did: one call for each line or more. */
export type Terminal = {
  print: (text: string) => void
  complain: (text: string) => void
  /** Whether a person reads it: faults are then shown with the line they are on. */
  isScreen: boolean
  colour: boolean
}

/** `3 articles`, `1 article`. */
export function counted(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}
