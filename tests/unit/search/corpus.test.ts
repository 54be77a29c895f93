import { expect, test } from 'vitest'
import { searchCorpus } from '../../support/search-corpus.ts'
import { indexOf } from './index-of.ts'

type Asked = { q: string; topic?: string; author?: string; year?: number }

/** Written down from the texts before anything was searched: what has to stand first, in any order. */
const expected: readonly (readonly [asked: string | Asked, ...first: string[]])[] = [
  // words
  ['sleep apnoea', 'signs-of-sleep-apnoea'],
  ['hay fever', 'hay-fever-and-pollen'],
  [
    'blood pressure',
    ...['measuring-blood-pressure-at-home', 'salt-and-blood-pressure', 'tablets-for-blood-pressure'],
  ],
  ['night shift sleep', 'sleep-on-night-shifts'],
  ['chicken soup', 'chicken-soup-for-a-cold'],
  ['sourdough', 'sourdough-starter-in-a-week', 'sourdough-rye-loaf'],
  ['black holes', 'black-holes-plainly'],
  ['night trains', 'night-trains-across-europe'],
  ['volunteers', 'recruiting-volunteers', 'managing-volunteers-kindly', 'expenses-for-volunteers'],
  ['compost', 'making-compost', 'le-compost-au-fond-du-jardin'],
  ['migraine', 'what-sets-off-a-migraine', 'la-migraine-tenir-un-journal'],
  ['copyright', 'copyright-for-bloggers'],
  ['flood barrier', 'flood-barrier-vote'],
  ['plague', 'the-black-death-arrives', 'cholera-and-the-pump', 'influenza-of-1918'],
  ['influenza', 'influenza-of-1918', 'the-flu-jab-each-autumn'],
  ['ENIAC', 'women-who-computed'],
  ['heat pump', 'heat-pumps-how-they-work'],
  ['vichyssoise', 'potato-soup-with-leeks'],
  // phrases
  ['"golf balls"', 'work-samples-instead-of-puzzles'],
  ['"front crawl"', 'swimming-front-crawl'],
  ['"safe account"', 'scams-that-sound-like-your-bank'],
  ['"long run"', 'training-for-a-marathon'],
  ['"black spot" roses', 'black-spot-on-roses'],
  // other forms of a word
  ['vaccinated pregnancies', 'whooping-cough-in-pregnancy'],
  ['pruning rose', 'when-to-prune-roses'],
  ['donors thanked', 'thanking-donors-within-two-days'],
  ['dismissed unfairly', 'unfair-dismissal'],
  ['swimmers breathing', 'swimming-front-crawl'],
  // beginnings of a word
  ['melano', 'moles-and-melanoma'],
  ['epidemiol', 'cholera-and-the-pump'],
  ['osteoarth', 'knees-that-wear-out'],
  ['sky bl', 'why-the-sky-is-blue'],
  ['postgr', 'postgres-or-sqlite'],
  // accents
  ['sao bento', 'porto-in-two-days'],
  ['ragu lentils', 'lasagne-with-lentils'],
  ['fiebre ninos', 'la-fiebre-en-los-ninos'],
  ['Rückenschmerzen', 'rueckenschmerzen-in-bewegung-bleiben'],
  ['ruckenschmerzen', 'rueckenschmerzen-in-bewegung-bleiben'],
  ["soupe a l'oignon", 'la-soupe-a-l-oignon'],
  // slips
  ['diabtes feet', 'diabetes-and-your-feet'],
  ['rissotto mushroom', 'risotto-stirring-is-enough'],
  ['copywright', 'copyright-for-bloggers'],
  ['marathn training', 'training-for-a-marathon'],
  ['antibotics', 'antibiotics-are-wearing-out'],
  ['tulpis', 'tulips-and-the-first-bubble'],
  // filters
  [{ q: 'roses', topic: 'gardening' }, 'when-to-prune-roses', 'black-spot-on-roses'],
  [{ q: 'soup', topic: 'vegetarian' }, 'lentil-soup-red-and-quick'],
  [{ q: 'diabetes', year: 2024 }, 'diabetes-and-your-feet'],
  [{ q: 'reserve', author: 'charity-desk' }, 'how-much-to-keep-in-reserve'],
  [{ q: 'trains', topic: 'travel', year: 2025 }, 'night-trains-across-europe', 'two-weeks-in-japan'],
  [{ q: 'interviews', author: 'talent-desk' }, 'structured-interviews', 'interviewing-by-video'],
  // other languages
  ['kartoffelsuppe', 'kartoffelsuppe-mit-majoran'],
  ['Nachtzug', 'nachtzug-nach-venedig'],
  ['tailler rosier', 'tailler-les-rosiers'],
  ['tortilla patata', 'tortilla-de-patatas'],
  ['ضغط الدم', 'qiyas-daght-aldam'],
  ['متطوع', 'almutatawwiun-aljudud'],
  ['血圧', 'ketsuatsu-wo-hakaru'],
  ['味噌汁', 'miso-shiru-no-kihon'],
  ['丝绸之路', 'sichou-zhi-lu'],
]

const fewestRight = 57

test('of sixty queries for three hundred articles at least fifty-seven find what they should, first', async () => {
  const corpus = searchCorpus()
  const authors = new Set(corpus.map(({ author }) => author))
  const { search } = await indexOf(
    Object.fromEntries([
      ...corpus.map(({ slug, text, ...front }) => [
        `articles/${slug}.md`,
        `---\n${Object.entries(front)
          .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
          .join('\n')}\n---\n${text}\n`,
      ]),
      ...[...authors].map((id) => [`authors/${id}.yml`, `name: ${id}\n`]),
    ]),
  )
  expect([corpus.length, expected.length]).toEqual([300, 60])
  const wrong = []
  for (const [asked, ...first] of expected) {
    const query = typeof asked === 'string' ? { q: asked } : asked
    const { hits } = await search.find(query)
    const found = hits.slice(0, 3).map(({ slug }) => slug)
    const isRight = found.slice(0, first.length).toSorted().join() === first.toSorted().join()
    if (!isRight) wrong.push({ ...query, first, found })
  }
  expect(wrong.slice(expected.length - fewestRight), JSON.stringify(wrong, undefined, 2)).toEqual([])
})
