import { stringify } from 'yaml'
import { plainAddress } from '#lib/address.ts'
import type { Language } from '#lib/words/languages.ts'
import { languageOf } from '#lib/words/words.ts'
import type { Answers } from './answers.ts'

type Notes = Record<
  'head' | 'tagline' | 'description' | 'contact' | 'phone' | 'address' | 'promise' | 'more',
  string
>

/** What stands beside the fields, in the language of whoever fills them in. */
const notes: Readonly<Record<Language, Notes>> = {
  en: {
    head: 'Your site. What you save here is live within two seconds; npm run article -- check tells what is wrong.',
    tagline: 'A line beneath the name:',
    description: 'What search engines and feeds say about the site:',
    contact: 'Stands on public pages. An address and a telephone number may stand here, too:',
    phone: '+44 20 7946 0000',
    address: '1 High Street, London',
    promise: 'By when an enquiry is answered. The pages say so, and staff are reminded.',
    more: 'Navigation, footer, share links, opening hours and the rest: docs/site.md of the program.',
  },
  fr: {
    head: 'Votre site. Ce que vous enregistrez ici est en ligne en deux secondes ; npm run article -- check dit ce qui ne va pas.',
    tagline: 'Une ligne sous le nom :',
    description: 'Ce que les moteurs de recherche et les flux disent du site :',
    contact: 'Figure sur les pages publiques. Une adresse et un téléphone peuvent y figurer aussi :',
    phone: '+33 1 99 00 12 34',
    address: '1 rue de la Gare, 69000 Lyon',
    promise: 'Délai de réponse à une demande. Les pages le disent, et l’équipe reçoit des rappels.',
    more: 'Navigation, pied de page, partage, horaires et le reste : docs/site.md du programme.',
  },
  de: {
    head: 'Ihre Website. Was Sie hier speichern, ist in zwei Sekunden zu sehen; npm run article -- check sagt, was nicht stimmt.',
    tagline: 'Eine Zeile unter dem Namen:',
    description: 'Was Suchmaschinen und Feeds über die Website sagen:',
    contact: 'Steht auf öffentlichen Seiten. Anschrift und Telefon können auch hier stehen:',
    phone: '+49 30 23125 000',
    address: 'Bahnhofstraße 1, 10115 Berlin',
    promise: 'Bis wann eine Anfrage beantwortet wird. Die Seiten sagen es, und das Team wird erinnert.',
    more: 'Navigation, Fußzeile, Teilen, Öffnungszeiten und alles Weitere: docs/site.md des Programms.',
  },
  es: {
    head: 'Su sitio. Lo que guarde aquí se ve en dos segundos; npm run article -- check dice qué falla.',
    tagline: 'Una línea bajo el nombre:',
    description: 'Lo que los buscadores y las fuentes web dicen del sitio:',
    contact: 'Aparece en páginas públicas. También pueden ponerse una dirección y un teléfono:',
    phone: '+34 910 000 000',
    address: 'Calle Mayor 1, 28013 Madrid',
    promise: 'En cuánto tiempo se responde a una consulta. Las páginas lo dicen y el equipo recibe avisos.',
    more: 'Navegación, pie de página, compartir, horario y lo demás: docs/site.md del programa.',
  },
  ar: {
    head: 'موقعكم. ما تحفظونه هنا يظهر خلال ثانيتين، والأمر npm run article -- check يذكر الأخطاء.',
    tagline: 'سطر أسفل الاسم:',
    description: 'ما تقوله محركات البحث والخلاصات عن الموقع:',
    contact: 'يظهر في الصفحات العامة. ويمكن إضافة عنوان وهاتف:',
    phone: '+966 11 000 0000',
    address: 'شارع الملك فهد 1، الرياض',
    promise: 'مهلة الإجابة عن الاستفسار. تذكرها الصفحات، ويُذكَّر بها الفريق.',
    more: 'التنقل وتذييل الصفحة والمشاركة وأوقات العمل وغيرها: docs/site.md في البرنامج.',
  },
}

/** The whole of a new site.yml. */
export function siteFile(
  answers: Pick<Answers, 'name' | 'lang' | 'time-zone' | 'staff' | 'promise'>,
): string {
  const { name, lang, promise } = answers
  const note = notes[languageOf(lang) ?? 'en']
  const email = publicAddress(answers.staff)
  return [
    `# ${note.head}`,
    field({ name }),
    field({ lang }),
    field({ timeZone: answers['time-zone'] }),
    `\n# ${note.tagline}`,
    '# tagline: …',
    `\n# ${note.description}`,
    '# description: …',
    `\n# ${note.contact}`,
    email ? field({ contact: { email } }) : '# contact:\n  # email: hello@example.org',
    `  # phone: "${note.phone}"`,
    `  # address: ["${note.address}"]`,
    `\n# ${note.promise}`,
    field({ promise: { hours: Number(promise) } }),
    `\n# ${note.more}`,
    '',
  ].join('\n')
}

/** The first that can be written to from elsewhere. */
export function publicAddress(staff: string): string | undefined {
  return staff.split(',').find((address) => plainAddress(address) !== undefined)
}

function field(value: Record<string, unknown>): string {
  return stringify(value, { lineWidth: 0 }).trimEnd()
}
