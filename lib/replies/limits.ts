/** Characters, as lib/forms/typed.ts counts them. Apart from the schema: the browser has them, too. */
export const replyLimits = {
  comment: { least: 2, most: 5000 },
  name: { most: 100 },
  email: { most: 254 },
  website: { most: 300 },
} as const

export const answerLimits = { answer: { most: 5000 } } as const
