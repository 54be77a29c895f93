/** What a health check found, for `/readyz`. */
export type Finding = {
  /** `problem`: the site is not ready (503). `warning`: it is ready, and someone should know all the same. */
  severity: 'problem' | 'warning'
  /** One sentence for everyone: no address, no path, no words of another server. */
  message: string
  /** What only those learn who may read `/metrics`, and staff: it follows `message`. */
  detail?: string
}

/** Looks at one part of the site. Never throws, and waits for nothing that may hang. */
export type HealthCheck = () => readonly Finding[]

/** A finding in all its words. */
export function inFull({ message, detail }: Finding): string {
  return detail ? `${message} ${detail}` : message
}
