/** What became of an address in a text of the old site. */
export type LocalPicture = {
  /** As the new text has it: the name of the file beside it, or the old address where there is none. */
  src: string
  /** Of the old site's library, where the text has none. */
  alt?: string | undefined
}

export type Found = {
  pictures: ReadonlyMap<string, LocalPicture>
  /** Of a link: its new address; undefined for one that leads nowhere. */
  links: ReadonlyMap<string, string | undefined>
}

export type Addresses = {
  pictures: string[]
  links: string[]
  /** Of links that hold a picture alone: one to the picture itself, or to its page, is none. */
  around?: string[]
}

export type Finder = (addresses: Addresses) => Promise<Found>

/** Something of a text was converted or left out. */
export type Tell = (outcome: 'converted' | 'left-out' | 'to-do', what: string, detail?: string) => void
