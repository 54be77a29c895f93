import { z } from 'zod'
import { type Weekday, type WorkingHours, weekdays } from '#lib/site.ts'
import { afterOpenTime, minutesOf } from '#lib/time/business-hours.ts'
import { asked, expected } from '../schema.ts'
import { type Context, fitting, read } from './readers.ts'

const hours = (name: string) =>
  read(name, 'a number of hours, more than 0 and at most 1000, such as 24', (typed) => {
    const number = Number(typed)
    return /^\d+(?:\.\d+)?$/.test(typed) && number > 0 && number <= 1000 ? number : undefined
  })

const clockForm = 'a time between 00:00 and 24:00, such as "09:00"'
const openForm = 'two times, when you open and when you close later that day, such as ["09:00", "17:30"]'
const twoTimes = (weekday: string) => ({
  error: ({ input }: { input?: unknown }) =>
    Array.isArray(input)
      ? expected(weekday, `[${input.join(', ')}]`, openForm).replace(/"(\[.*\])"$/, '$1')
      : expected(weekday, input, openForm),
})
const open = (weekday: string) =>
  z
    .tuple([z.string(asked(weekday, clockForm)), z.string(asked(weekday, clockForm))], twoTimes(weekday))
    .refine(([from, to]) => (minutesOf(from) ?? 24 * 60) < (minutesOf(to) ?? 0), twoTimes(weekday))
    .optional()

const week = Object.fromEntries(weekdays.map((weekday) => [weekday, open(weekday)])) as Record<
  Weekday,
  ReturnType<typeof open>
>

const day = fitting(
  'holidays',
  'days, such as 2026-12-25',
  (typed) => /^\d{4}-\d{2}-\d{2}$/.test(typed) && isInCalendar(typed),
)

const promiseForm =
  'fields of its own: promise: { hours: 24 }, or workingHours with the times at which you are open'
/** What is promised to whoever sends an enquiry. */
export const promise = z
  .strictObject(
    {
      hours: hours('hours').optional(),
      workingHours: hours('workingHours').optional(),
      open: z
        .strictObject(week, asked('open', 'days on which you are open, such as monday: ["09:00", "17:30"]'))
        .optional(),
      holidays: z.array(day, asked('holidays', 'a list of days, such as [2026-12-25]')).optional(),
    },
    asked('promise', promiseForm),
  )
  .transform((given, context: Context) => {
    const { hours, workingHours, open, holidays = [] } = given
    const problem = whyNoPromise(given)
    if (!problem && hours !== undefined) return { hours }
    if (!problem && workingHours !== undefined && open)
      return { workingHours, open, holidays } as WorkingHours
    context.addIssue({ code: 'custom', message: problem ?? '', params: { isOfWhole: true } })
    return z.NEVER
  })

type Given = {
  hours?: number | undefined
  workingHours?: number | undefined
  open?: Readonly<Record<string, unknown>> | undefined
  holidays?: readonly string[] | undefined
}

function whyNoPromise({ hours, workingHours, open, holidays = [] }: Given): string | undefined {
  if (hours !== undefined && workingHours !== undefined)
    return '"promise" has both hours and workingHours: remove one of them'
  if (hours !== undefined && (open || holidays.length))
    return '"promise" has hours, which count day and night: write workingHours in their place, with open, or remove open and holidays'
  if (hours !== undefined) return undefined
  if (workingHours === undefined)
    return `"promise" says no number: write ${open ? 'workingHours: 8 beside open' : 'promise: { hours: 24 }'}`
  if (!open)
    return '"promise" has workingHours, but not when you are open: add open: { monday: ["09:00", "17:30"] }'
  if (!Object.values(open).some((times) => times !== undefined))
    return '"open" has no day: write those on which you are open, such as monday: ["09:00", "17:30"]'
  return passes({ workingHours, open, holidays } as WorkingHours)
    ? undefined
    : '"promise" has more hours than you are open in a year: open on more days, or promise fewer hours'
}

function passes(promised: WorkingHours): boolean {
  try {
    return afterOpenTime(Date.now(), promised.workingHours * 3_600_000, promised, 'UTC') > 0
  } catch {
    return false
  }
}

/** 30 February would be read as 2 March. */
function isInCalendar(day: string): boolean {
  const at = Date.parse(day)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}
