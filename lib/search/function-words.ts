/** Words that hold a sentence together and say nothing of its subject, folded. Those that other languages use as nouns are left out. */
const byLanguage: Readonly<Record<string, ReadonlySet<string>>> = {
  en: setOf(
    'a about an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its me my no of on or our she should so than that the their them then there these they this to was we were what when where which while who whose why will with would you your',
  ),
  fr: setOf(
    'a afin ai ainsi au aux avec ce cela ces cet cette chez comment dans de des dois doit donc du elle elles en est et etre eux faire faut il ils je la le les leur leurs lors lui ma me mes moi mon ne nos notre nous ont ou par pas pendant peut peux pour pourquoi puis qu quand que quel quelle quelles quels qui quoi sa sans se sera ses si sont souvent suis sur ta te tes toi tu un une vos votre vous',
  ),
  de: setOf(
    'aber als am an auch auf aus bei beim bin bis da damit das dass dem den der des die dies diese dieser dieses du durch ein eine einem einen einer eines er es fur gegen haben hat hilft ich ihr ihre im in ins ist ja kann kein keine konnen man mein meine mich mir mit muss nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so soll sollte um und uns unser unter vom von vor wann warum was welche welcher welches wenn wer werden wie wieder wieso wird wo zu zum zur',
  ),
  es: setOf(
    'a al como con cual cuales cuando cuanto de del desde donde durante e el ella ellas ellos en entre era es esa ese eso esta este esto ha hacer hacia hasta hay la las le les lo los me mi mis muy no nos o os para pero por porque pues que quien se sea ser si sin sobre son su sus tambien te tiene tu tus un una uno unos y ya yo',
  ),
  ar: setOf(
    'في من علي الي عن مع هل ما ماذا كيف متي اين لماذا هذا هذه ذلك التي الذي هو هي ان او ثم لا لم لن قد كل بعد قبل عند بين',
  ),
}

/** As frequent, but words of their own elsewhere: they may be asked for. */
const frequent: Readonly<Record<string, ReadonlySet<string>>> = {
  en: setOf(
    'all also any because being both done just more most none now only other over some such sure too very were',
  ),
  fr: setOf(
    'alors aussi autre autres avoir bien car celle celles celui ceux comme dont encore entre etait ete fait font mais meme moins non plus sous tous tout toute toutes tres vers',
  ),
  de: setOf(
    'alle allem allen aller alles andere anderen dann denn dort etwas hier hinter jede jeden jeder jedes mehr schon sonst viel viele war waren wegen wurde zwischen',
  ),
  es: setOf(
    'antes cada cuyo despues eran este estos fue han mas mientras mismo otra otro otros poco solo tal tan tanto todo todos tras unas vez',
  ),
}

/** Whether it is too frequent for its forms to matter: the stem of `très` is that of “tree”. */
export function holdsTogether(term: string, language: string): boolean {
  return Boolean(byLanguage[language]?.has(term) || frequent[language]?.has(term))
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/**
 * Those of the words that need not stand in a text, in the language that most of them are of.
 *
 * @param terms of each part of a query
 * @param languages that there are texts in, most frequent first
 */
export function functionWords(
  terms: readonly (readonly string[])[],
  languages: Iterable<string>,
): ReadonlySet<number> {
  let best: ReadonlySet<number> = new Set()
  for (const language of languages) {
    const words = byLanguage[language]
    if (!words) continue
    const found = [...terms.keys()].filter(
      (at) => (terms[at]?.length ?? 0) > 0 && terms[at]?.every((term) => words.has(term)),
    )
    if (found.length > best.size) best = new Set(found)
  }
  return best
}
