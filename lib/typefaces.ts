/** Data alone, light enough for a client. See docs/decisions/0026. */
export type Typeface = {
  /** The families for text, the first one first. */
  stack: string
  /** All that a page carries of it: the rules for its files, and the custom properties that name the families. */
  css: string
  /** The file that each page needs. */
  preload: string | undefined
}

/** Of whom a letter is asked, the last one first: the first file has what every page needs. */
const parts = [
  ['', ''],
  ['-latin', 'U+100-130,U+132-151,U+154-24F,U+259,U+1E00-1E9F'],
  ['-vietnamese', 'U+1A0-1B0,U+1EA0-1EFF,U+20AB'],
  ['-greek', 'U+370-3FF'],
  ['-cyrillic-more', 'U+460-4FF,U+20B4'],
  ['-cyrillic', 'U+400-45F,U+490-491,U+4B0-4B1,U+2116'],
] as const

/** Chinese and Japanese have their own quotation marks and dashes, as wide as their letters. */
const besideChinese = { family: 'Letters', range: 'U+20-A6,U+A8-B0,U+B8-D6,U+D8-F6,U+F8-153,U+20AC' }

/**
 * `optional`: a file that comes late is for the next page, and nothing moves on this one. For those whose stand-in breaks
 * many a line elsewhere.
 */
type Display = 'swap' | 'optional'

type Face = { family: string; file: string; range?: string; weights?: string; display?: Display }

function face({ family, file, range, weights = '400 700', display = 'swap' }: Face): string {
  const only = range ? `;unicode-range:${range}` : ''
  return `@font-face{font-family:${family};src:url(${file});font-weight:${weights};font-display:${display}${only}}`
}

function ours(family: string, name: string, display: Display): string {
  const faces = parts.map(([part, range]) =>
    face({ family, file: `/fonts/${name}${part}.woff2`, range, ...(!part && { display }) }),
  )
  return faces.join('') + face({ ...besideChinese, file: `/fonts/${name}.woff2`, display })
}

type Measure = { size: number; ascent: number; descent: number; weights?: string }

/** Fonts of the system in the file's proportions: nothing moves when it arrives. */
function standIn(family: string, fonts: readonly string[], { size, ascent, descent, weights }: Measure) {
  const source = fonts.map((font) => `local(${font})`).join()
  const weight = weights ? `font-weight:${weights};` : ''
  return `@font-face{font-family:${family};src:${source};${weight}size-adjust:${size}%;ascent-override:${ascent}%;descent-override:${descent}%}`
}

/** Who has the letters of other scripts, by the custom property of app/scripts.css. */
const serifs = {
  he: 'Noto Serif Hebrew,Frank Ruehl CLM,David,Times New Roman,serif',
  ar: 'Noto Naskh Arabic,Geeza Pro,Sakkal Majalla,Traditional Arabic,Times New Roman,serif',
  ur: 'Noto Nastaliq Urdu,Urdu Typesetting,Times New Roman,serif',
  zh: 'Songti SC,Noto Serif SC,Noto Serif CJK SC,Source Han Serif SC,SimSun,serif',
  hant: 'Songti TC,Noto Serif TC,Noto Serif CJK TC,Source Han Serif TC,PMingLiU,serif',
  ja: 'Hiragino Mincho ProN,Noto Serif JP,Noto Serif CJK JP,Yu Mincho,serif',
  ko: 'AppleMyungjo,Noto Serif KR,Noto Serif CJK KR,Batang,serif',
  th: 'Noto Serif Thai,Noto Serif Lao,Noto Serif Khmer,Noto Serif Myanmar,serif',
  /** Names, topics and visitors' texts, whose language nobody says. */
  any: 'Noto Serif Hebrew,Frank Ruehl CLM,Noto Naskh Arabic,Noto Serif Thai,Noto Serif Devanagari,serif',
}

type Families = typeof serifs

const sanses: Families = {
  he: 'Noto Sans Hebrew,Arial,sans-serif',
  ar: 'Noto Sans Arabic,Geeza Pro,Segoe UI,Tahoma,sans-serif',
  ur: 'Noto Nastaliq Urdu,Urdu Typesetting,Tahoma,sans-serif',
  zh: 'PingFang SC,Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,sans-serif',
  hant: 'PingFang TC,Noto Sans TC,Noto Sans CJK TC,Source Han Sans TC,Microsoft JhengHei,sans-serif',
  ja: 'Hiragino Sans,Noto Sans JP,Noto Sans CJK JP,Yu Gothic,sans-serif',
  ko: 'Apple SD Gothic Neo,Noto Sans KR,Noto Sans CJK KR,Malgun Gothic,sans-serif',
  th: 'Noto Sans Thai,Noto Sans Lao,Noto Sans Khmer,Noto Sans Myanmar,sans-serif',
  any: 'Noto Sans Hebrew,Noto Sans Arabic,Noto Sans Thai,Noto Sans Devanagari,sans-serif',
}

const ofTheSystem = 'Segoe UI,Roboto'

type Made = {
  /** Has the Latin letters, in other scripts too. */
  first: string
  /** Who stands in for it. */
  others: string
  faces?: string
  preload?: string
  scripts: Families
  headline?: number
}

function made({ first, others, faces = '', preload, scripts, headline }: Made): Typeface {
  const narrow = faces ? `${besideChinese.family},` : ''
  const { any, he, ar, ur, zh, hant, ja, ko, th } = scripts
  const stack = `${first},${others},${any}`
  const properties = [
    `--text:${stack}`,
    ...(headline ? [`--headline:${headline}`] : []),
    // The system's own Arabic letters are not those that Urdu is written in.
    ...[`--he:${first},${he}`, `--ar:${first},${ar}`, `--ur:${faces && `${first},`}${ur}`],
    ...[`--zh:${narrow}${zh}`, `--hant:${narrow}${hant}`, `--ja:${narrow}${ja}`],
    ...[`--ko:${first},${ko}`, `--th:${first},${th}`],
  ]
  return { stack, css: `${faces}:root{${properties.join(';')}}`, preload }
}

const times = ['Times New Roman', 'Liberation Serif']

export const typefaces = {
  serif: made({
    first: 'Newsreader',
    others: 'Newsreader Georgia,Newsreader Times',
    faces:
      ours('Newsreader', 'serif', 'swap') +
      standIn('Newsreader Georgia', ['Georgia'], { size: 91.75, ascent: 80.11, descent: 28.88 }) +
      // Its titles are 500 heavy, and wider.
      standIn('Newsreader Georgia', ['Georgia'], {
        weights: '500',
        size: 94.27,
        ascent: 77.97,
        descent: 28.11,
      }) +
      standIn('Newsreader Times', times, { size: 100, ascent: 73.51, descent: 26.5 }) +
      standIn('Newsreader Times', times, { weights: '500', size: 102.75, ascent: 71.54, descent: 25.79 }),
    preload: '/fonts/serif.woff2',
    scripts: serifs,
  }),
  sans: made({
    first: 'Humanist',
    others: 'Humanist Arial,Arial',
    faces:
      ours('Humanist', 'sans', 'optional') +
      standIn('Humanist Arial', ['Arial', 'Liberation Sans', 'Roboto'], {
        size: 93.3,
        ascent: 109.8,
        descent: 42.9,
      }) +
      // Its titles are bold, and Arial's bold is much wider.
      standIn('Humanist Arial', ['Arial Bold', 'Liberation Sans Bold'], {
        weights: '600 700',
        size: 89.4,
        ascent: 114.5,
        descent: 44.7,
      }),
    preload: '/fonts/sans.woff2',
    scripts: sanses,
    headline: 600,
  }),
  system: made({ first: 'system-ui', others: ofTheSystem, scripts: sanses, headline: 600 }),
} satisfies Record<string, Typeface>

/**
 * One's own file.
 *
 * @param address its path, escaped
 * @param weights the lightest and the heaviest of a variable font, as `readFont` in lib/woff2.ts finds them
 */
export function ownTypeface(address: string, weights = '400'): Typeface {
  const escaped = address.replace(/[^\w./%-]/gu, encodeURIComponent)
  const all = { file: `"${escaped}"`, weights, display: 'optional' } as const
  return made({
    first: 'Own',
    others: `system-ui,${ofTheSystem}`,
    faces: face({ family: 'Own', ...all }) + face({ ...besideChinese, ...all }),
    preload: escaped,
    scripts: sanses,
  })
}
