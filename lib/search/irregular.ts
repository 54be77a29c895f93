/** Forms of one word that no stemmer brings together, folded, by language; not those that are words of their own, as `found`, `rose` or `lives`. */
const byLanguage: Readonly<Record<string, string>> = {
  en: `
    child children, man men, woman women, foot feet, tooth teeth, goose geese, mouse mice, louse lice, ox oxen
    knife knives, wife wives, midwife midwives, half halves, calf calves, leaf leaves, loaf loaves, shelf shelves
    wolf wolves, thief thieves, scarf scarves, hoof hooves, crisis crises, diagnosis diagnoses, prognosis prognoses
    analysis analyses, thesis theses, hypothesis hypotheses, prosthesis prostheses, metastasis metastases
    bacterium bacteria, criterion criteria, phenomenon phenomena, curriculum curricula, vertebra vertebrae, larva larvae
    alga algae, fungus fungi, stimulus stimuli, appendix appendices, matrix matrices, vertex vertices, index indices
    run ran, write wrote written, teach taught, buy bought, bring brought, think thought, catch caught, fight fought
    seek sought, sell sold, tell told, pay paid, sleep slept, keep kept, sweep swept, weep wept, creep crept, feed fed
    breed bred, bleed bled, speak spoken, break broke broken, choose chose chosen, freeze froze frozen, steal stole stolen
    drive drove driven, ride rode ridden, hide hid hidden, bite bitten, give gave given, take took taken, shake shook shaken
    eat ate eaten, fall fell fallen, know knew known, grow grew grown, throw threw thrown, blow blew blown, draw drew drawn
    fly flew flown, swim swam swum, drink drank drunk, sing sang sung, sink sank sunk, begin began begun, spring sprang sprung
    forget forgot forgotten, forgive forgave forgiven, wear wore worn, tear tore torn, swear swore sworn, deal dealt
    build built, send sent, spend spent, lend lent, lose lost, hold held, stand stood, understand understood, win won
    become became, sit sat, strike struck, stick stuck, swing swung, hang hung, wake woke woken, undo undone
    withdraw withdrew withdrawn, overcome overcame, undergo underwent undergone`,
  fr: 'oeil yeux, ciel cieux, travail travaux, bail baux, vitrail vitraux, corail coraux, email emaux',
}

const none: ReadonlyMap<string, string> = new Map()

/** To each form the one that stands for all of them. */
export function irregularForms(language: string): ReadonlyMap<string, string> {
  const groups = Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined
  if (!groups) return none
  return new Map(
    groups
      .trim()
      .split(/,\s+|\n\s*/)
      .flatMap((group) => {
        const [first = '', ...forms] = group.split(' ')
        return forms.map((form) => [form, first] as const)
      }),
  )
}
