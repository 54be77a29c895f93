/** Whether an address says so itself, whatever its name may lead to. */
export function isOnThisMachine(address: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(address)?.hostname ?? '')
}
