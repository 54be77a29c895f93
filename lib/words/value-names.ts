/** The names of the values that an ICU message asks for: `'name' | 'count'` of `{name} has {count, plural, …}`. */
export type ValueNames<Message extends string> = Message extends `${string}{${infer Rest}`
  ? NameAt<Rest> | ValueNames<Rest>
  : never

/** Text of a plural's branch has a space or a `#` in it, which no name has. */
type NameAt<Rest extends string> =
  UpTo<UpTo<UpTo<Rest, '{'>, '}'>, ','> extends infer Name extends string
    ? Name extends '' | `${string} ${string}` | `${string}#${string}`
      ? never
      : Name
    : never

type UpTo<Text extends string, Sign extends string> = Text extends `${infer Head}${Sign}${string}`
  ? Head
  : Text
