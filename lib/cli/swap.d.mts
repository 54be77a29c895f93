export type Plan = {
  /** Of the site, while it runs. */
  pid?: number
  /** Of the command, which waits. */
  by: number
  name: string
  commit: string
  from: string
  dataDir?: string
  /** The file. */
  database?: string
}
type Names = 'next' | 'before' | 'data' | 'ready' | 'taking' | 'trial' | 'failed'
export function upgradeFolder(root: string): Record<Names, string> & { path: (...names: string[]) => string }
export function takeReady(root: string): boolean
export function takeBack(root: string): void
export function beginTrial(root: string): void
export function confirm(root: string): void
export function databaseBefore(root: string): { database: string; copy: string } | undefined
export function makeReady(root: string, plan: Plan): void
export function readPlan(file: string): Plan | undefined
export function isAlive(pid: number | undefined): boolean
