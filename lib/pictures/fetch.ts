import { imageSize } from 'image-size'
import { fetchFar } from '#lib/fetch-far.ts'

/** Bytes. */
const largest = 25 * 1024 * 1024

export type Fetched = { bytes: Buffer; ending: string } | { problem: string }

type Options = {
  /** Also from this machine and the networks it is in. */
  mayBeNear?: boolean
  most?: number
}

export async function fetchPicture(
  address: string,
  { mayBeNear = false, most = largest }: Options = {},
): Promise<Fetched> {
  const fetched = await fetchFar(address, { most, accept: 'image/*', mayBeNear: () => mayBeNear })
  return 'bytes' in fetched ? picture(fetched.bytes) : fetched
}

const endings: Readonly<Record<string, string>> = {
  avif: 'avif',
  gif: 'gif',
  jpg: 'jpg',
  png: 'png',
  webp: 'webp',
}

/** By what it is, not by what the other site calls it. */
function picture(bytes: Buffer): Fetched {
  try {
    const { type = '' } = imageSize(bytes)
    const isAvif = type === 'heif' && bytes.subarray(0, 64).includes('avif')
    const ending = isAvif ? 'avif' : endings[type]
    return ending
      ? { bytes, ending }
      : { problem: `it is ${type.toUpperCase()}, and no JPEG, PNG, WebP, AVIF or GIF` }
  } catch {
    return { problem: 'it is no picture' }
  }
}
