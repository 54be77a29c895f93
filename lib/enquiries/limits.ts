/** Lengths in characters, as lib/forms/typed.ts counts them. Plain constants: views show them. */
export const enquiryLimits = {
  name: { most: 100 },
  email: { most: 254 },
  phone: { most: 40 },
  organisation: { most: 150 },
  requirements: { least: 1, most: 5000 },
} as const

/** A private note of staff. */
export const noteLimits = { most: 5000 } as const

/** An answer from the desk. */
export const answerLimits = { most: 20_000 } as const
