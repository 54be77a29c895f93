/** A language's words for the same keys as in English: a missing or a further one is an error of types. */
export type Translation<English> = { readonly [Key in keyof English]: string }
