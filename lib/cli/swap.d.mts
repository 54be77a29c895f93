export type Plan = { pid: number | undefined; commit: string; from: string }
export function upgradeFolder(root: string): {
  path: (...names: string[]) => string
  next: string
  before: string
  ready: string
  trial: string
  failed: string
}
export function takeReady(root: string): boolean
export function makeReady(root: string, plan: Plan): void
