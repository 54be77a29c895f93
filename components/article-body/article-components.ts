import { AnchoredH2, AnchoredH3 } from './anchored-heading.tsx'
import { Do, Dont, KeyFacts } from './boxes.tsx'
import { Button } from './button.tsx'
import { Callout } from './callout.tsx'
import { CodeBlock } from './code.tsx'
import { Column, Columns } from './columns.tsx'
import { Details } from './details.tsx'
import { BodyImage, Figure } from './figure.tsx'
import { File } from './file.tsx'
import { Gallery } from './gallery.tsx'
import { MapLink } from './map-link.tsx'
import { Audio, Video } from './media.tsx'
import { Quote } from './quote.tsx'
import { SafeLink } from './safe-link.tsx'
import { Setting } from './setting.ts'
import { Steps } from './steps.tsx'
import { Cell, HeaderCell, Table } from './table.tsx'

/** What an article's body is made of on a page: the map for its compiled MDX. */
export const articleComponents = {
  Audio,
  Button,
  Callout,
  Column,
  Columns,
  Details,
  Do,
  Dont,
  Figure,
  File,
  Gallery,
  KeyFacts,
  Map: MapLink,
  Quote,
  Setting,
  Steps,
  Video,
  a: SafeLink,
  h2: AnchoredH2,
  h3: AnchoredH3,
  img: BodyImage,
  pre: CodeBlock,
  table: Table,
  td: Cell,
  th: HeaderCell,
}
