import type { ResponsePromise } from '#lib/site.ts'

/** The promise as it stands in a sentence: `within 24 hours`, `within 8 working hours`. */
export function promiseInWords(promise: ResponsePromise): string {
  const isWorking = 'workingHours' in promise
  const hours = isWorking ? promise.workingHours : promise.hours
  return `within ${hours} ${isWorking ? 'working ' : ''}${hours === 1 ? 'hour' : 'hours'}`
}
