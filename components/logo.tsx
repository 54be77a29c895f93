import { type Logo as LogoFile, ownAddress, ownFiles } from '#lib/own-files.ts'
import { site } from '#lib/site.ts'

/** Bounds in pixels, and the area that a logo of any shape gets within them: a wide one is as present as a tall one. */
const places = {
  front: { area: 26_000, width: 460, height: 132 },
  header: { area: 6_400, width: 230, height: 60 },
  desk: { area: 3_600, width: 180, height: 40 },
}

/** The organisation's name: its logo, where there is one. */
export function SiteName({ place }: { place: keyof typeof places }) {
  const { logo, darkLogo } = ownFiles()
  if (!logo) return site.name
  return (
    <picture>
      {darkLogo && (
        <source
          media="screen and (prefers-color-scheme:dark)"
          srcSet={ownAddress(darkLogo)}
          {...shownSize(darkLogo, place)}
        />
      )}
      <img src={ownAddress(logo)} alt={site.name} {...shownSize(logo, place)} />
    </picture>
  )
}

function shownSize({ width, height, name }: LogoFile, place: keyof typeof places) {
  const most = places[place]
  const wanted = Math.sqrt(most.area / (width * height))
  const bounds = [most.width / width, most.height / height, ...(name.endsWith('.svg') ? [] : [1])]
  const scale = Math.min(wanted, ...bounds)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Stands only in pages that show one. */
export const logoCss =
  'header img{display:block;filter:none;max-block-size:9rem;object-fit:contain}body>header[class]:has(img){align-items:center}'
