/** A path of the site as it is typed: its strokes would change sides in a line that runs from the right. */
export function AddressLink({ path }: { path: string }) {
  return (
    <a href={path}>
      <bdi dir="ltr">{path}</bdi>
    </a>
  )
}
