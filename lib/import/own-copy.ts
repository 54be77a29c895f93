/** A part of a text keeps the whole of it in memory: of what stays while a large file is read, a copy of its own. */
export function ownCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}
