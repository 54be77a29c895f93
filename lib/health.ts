export type Finding = {
  severity: 'problem' | 'warning'
  /** For everyone: no address, no path, no words of another server. */
  message: string
  detail?: string
}

/** Never throws, and waits for nothing that may hang. */
export type HealthCheck = () => readonly Finding[]

export function inFull({ message, detail }: Finding): string {
  return detail ? `${message} ${detail}` : message
}
