import { Fragment } from 'react'

/** Plain text as typed: an empty line makes a paragraph, a single one a line break. */
export function Paragraphs({ text }: { text: string }) {
  const paragraphs = text.split(/\r?\n(?:[ \t]*\r?\n)+/).filter((paragraph) => paragraph.trim())
  return paragraphs.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a text that is kept as it is have no other name
    <p key={index}>
      {paragraph.split(/\r?\n/).map((line, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: neither have its lines
        <Fragment key={number}>
          {number > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </p>
  ))
}
