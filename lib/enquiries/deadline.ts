import type { ResponsePromise } from '#lib/site.ts'
import { afterOpenTime, isOpenOn, openTimeBetween } from '#lib/time/business-hours.ts'

const hour = 60 * 60 * 1000

/** Milliseconds since 1970. Promised hours pass whatever the clocks do; working hours pass by the clock on the wall. */
export function dueAt(createdAt: number, promise: ResponsePromise, timeZone: string): number {
  return 'hours' in promise
    ? createdAt + promise.hours * hour
    : afterOpenTime(createdAt, promise.workingHours * hour, promise, timeZone)
}

export type Milestones = {
  /** Two thirds of the time have passed. */
  reminder: number
  /** One hour is left. */
  escalation: number
  overdue: number
}

/** With working hours, thirds and the last hour are of working time: nobody is told on a Sunday. */
export function milestones(
  enquiry: { createdAt: number; dueAt: number },
  promise: ResponsePromise,
  timeZone: string,
): Milestones {
  const { createdAt, dueAt: overdue } = enquiry
  const isWorking = 'workingHours' in promise
  const length = isWorking ? openTimeBetween(createdAt, overdue, promise, timeZone) : overdue - createdAt
  const after = (passed: number) =>
    isWorking && passed > 0 ? afterOpenTime(createdAt, passed, promise, timeZone) : createdAt + passed
  const reminder = after(Math.round((length * 2) / 3))
  // Of a promise of an hour or two, the last hour begins before two thirds have passed.
  const escalation = Math.max(reminder, after(Math.max(0, length - hour)))
  return { reminder, escalation, overdue }
}

export function isWorkingDay(day: string, promise: ResponsePromise): boolean {
  return 'hours' in promise || isOpenOn(day, promise)
}
