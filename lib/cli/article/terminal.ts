export type Terminal = {
  print: (text: string) => void
  complain: (text: string) => void
  /** Faults are then shown with the line they are on. */
  isScreen: boolean
  colour: boolean
}

export function counted(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}
