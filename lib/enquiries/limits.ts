/** Characters, as lib/forms/typed.ts counts them. Apart from the schema: the browser has them, too. */
export const enquiryLimits = {
  name: { most: 100 },
  email: { most: 254 },
  phone: { most: 40 },
  organisation: { most: 150 },
  requirements: { most: 5000 },
} as const

export const noteLimits = { most: 5000 } as const

export const answerLimits = { most: 20_000 } as const
