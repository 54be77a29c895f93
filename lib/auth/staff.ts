import type { Settings } from '#lib/config.ts'

export type Staff = {
  email: string
  sessionId: string
  expiresAt: number
}

export function staffNamed({ staffEmails }: Pick<Settings, 'staffEmails'>, text: string): string | undefined {
  return staffEmails.find((email) => email.toLowerCase() === text.toLowerCase())
}

export const doorNotes = ['asked', 'asked-later', 'asked-without-mail', 'out', 'out-everywhere'] as const
