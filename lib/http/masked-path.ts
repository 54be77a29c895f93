/** What stands before a token: whoever has it can act. */
const secret = /^\/(?:moderate|enquiry-received|preview|staff\/sign-in)\//i

/**
 * A request's target as it may stand in a log: without its query, which holds what people typed, and without the token
 * of an address that is for one reader.
 *
 * @param target a path, with or without query, escaped or not
 */
export function maskedPath(target: string): string {
  const path = target.replace(/[?#].*$/s, '').slice(0, 500)
  const [before] = secret.exec(path) ?? []
  return before ? `${before}…` : path
}
