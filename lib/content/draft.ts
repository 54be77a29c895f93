const field = /^[ \t]*draft[ \t]*:[ \t]*(["']?)(?:true|yes|on)\1[ \t]*(?:#.*)?$/im
/** So far down the fields are looked for where nothing ends them. */
const longestFields = 20_000

/** Whether the fields at the top of a file say that it is a draft, even where they cannot be read as fields. */
export function saysDraft(file: string): boolean {
  const head = file.slice(0, longestFields).replace(/\r\n?/g, '\n')
  const end = head.indexOf('\n---', 3)
  return field.test(end === -1 ? head : head.slice(0, end + 1))
}
