export type Totals = Record<'views' | 'replies' | 'enquiries' | 'shares' | 'searches' | 'without', number>

/** As `2026-11-23`, in the site's zone. */
export type DayFigures = Totals & { day: string }

export function sumOf(days: readonly Totals[]): Totals {
  const sum = (of: keyof Totals) => days.reduce((total, day) => total + day[of], 0)
  return {
    ...{ views: sum('views'), replies: sum('replies'), enquiries: sum('enquiries') },
    ...{ shares: sum('shares'), searches: sum('searches'), without: sum('without') },
  }
}
