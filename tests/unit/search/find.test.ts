import { expect, test } from 'vitest'
import { article } from '../content/folder.ts'
import { first, indexOf, marks, text } from './index-of.ts'

const physio =
  'Physiotherapy helps after an operation of the knee. Ask your insurer who pays for the sessions.'

test('the full text is found by its words, their forms, beginnings and other spellings, and marked', async () => {
  const { search, slugs } = await indexOf({
    'articles/sleep.mdx': article('Many sleep badly. Running in the morning helped all of them.', {
      title: 'Sleep and rest',
    }),
    'articles/barn.mdx': article('They ran to sleep in the barn. Nothing else.', { title: 'Barns' }),
    'articles/knee.mdx': article(
      `${physio}\n\n<Figure src="knee-brace.jpg" alt="Crutches lean at a wall" />\n\n\`\`\`\nlet zebra = 1\n\`\`\``,
      { title: 'Your knee', author: 'zoe-müller', topics: '[Orthopaedics]' },
    ),
    'articles/genou.mdx': article('Les thérapies de l’arthrose, expliquées à Marie-Hélène.', {
      title: 'Opérations du genou',
      lang: 'fr',
    }),
    'pages/about.mdx': '---\ntitle: About us\n---\nWe sleep well.\n',
    'authors/zoe-müller.yml': 'name: Zoë Müller\n',
  })
  expect((await slugs('sleep'))[0]).toBe('sleep')
  const found = await search.find({ q: 'sleep' })
  expect([found.total, found.pages]).toEqual([3, 1])
  expect(found.hits.map(({ kind, slug }) => `${kind} ${slug}`)).toContain('page about')
  expect(marks(first(found)?.title)).toEqual(['Sleep'])
  const ofRunning = (await search.find({ q: 'runs' })).hits.map(({ extract }) => marks(extract))
  expect(ofRunning.toSorted()).toEqual([['Running'], ['ran']])
  expect(text(first(await search.find({ q: 'mornings' }))?.extract)).toContain(
    'Running in the morning helped',
  )
  expect(marks(first(await search.find({ q: 'who physio' }))?.extract)).toEqual(['Physiotherapy', 'who'])
  for (const q of ['marie helene', 'MARIE-HÉLÈNE', 'therapie', 'arthrose', 'operation genou'])
    expect(await slugs(q), q).toContain('genou')
  for (const q of [
    'zoe muller',
    'orthopaedic',
    'crutches',
    'zebra',
    'insurers pay',
    '“who pays”',
    '« who pays »',
  ])
    expect(await slugs(q), q).toEqual(['knee'])
  for (const q of ['"pays who"', 'brace.jpg', 'figure', 'knee -physiotherapy', '-knee', '-"who pays" knee'])
    expect(await slugs(q), q).toEqual([])
  expect(await slugs('sleep -barn')).not.toContain('barn')
})

test('a question is answered by its telling words, whatever its elisions, hyphens and figures', async () => {
  const { search, slugs } = await indexOf({
    'articles/migraine.md': article('Une migraine dure trois jours. Souvent l’équilibre en souffre.', {
      title: 'Vivre avec une migraine',
      lang: 'fr',
    }),
    'articles/balance.md': article('Équilibre et chutes. Les commentaires sont ouverts, une fois lus.', {
      title: 'Tenir debout',
      lang: 'fr',
    }),
    'articles/soup.md': article('Man nehme Kartoffeln.', { title: 'Kartoffelsuppe', lang: 'de' }),
    'articles/pump.md': article('Wie kocht die Wärme? Man weiß es.', { title: 'Wärmepumpe', lang: 'de' }),
    'articles/walk.md': article('Some 8,000 steps, says COVID-19 research. Call 04 72 00 11 22.', {
      title: 'A letter that covers walking, by video',
    }),
    'articles/clinic.md': article('المدرسة والمستشفى قريبان.', { title: 'عنوان', lang: 'ar' }),
    'articles/sport.md': article('スポーツをします。', { title: '運動', lang: 'ja' }),
  })
  for (const q of ['qu’est-ce qu’une migraine', "c'est quoi la migraine ?", 'comment soigner une migraine'])
    expect((await slugs(q))[0], q).toBe('migraine')
  for (const q of ['l’équilibre', "d'équilibre", 'L’ÉQUILIBRE'])
    expect((await slugs(q)).sort(), q).toEqual(['balance', 'migraine'])
  expect((await slugs('wie kocht man kartoffelsuppe'))[0]).toBe('soup')
  for (const q of ['cover-letter', 'video-letters', '8000 steps', '8.000', '0472001122', "walking's"])
    expect(await slugs(q), q).toEqual(['walk'])
  expect(marks(first(await search.find({ q: 'covid19' }))?.extract)).toEqual(['COVID-19'])
  for (const q of ['مستشفى', 'المستشفى']) expect(await slugs(q), q).toEqual(['clinic'])
  expect(await slugs('ｽﾎﾟｰﾂ')).toEqual(['sport'])
  for (const q of ['nirgends unbekannt', 'une xylophone']) expect(await slugs(q), q).toEqual([])
  const { meant, hits } = await search.find({ q: 'covvid steps' })
  expect([meant?.q, hits[0]?.slug]).toEqual(['covid steps', 'walk'])
})

test('figures and their units, signs of programs, pictures and joined words are found however they are written', async () => {
  const { search, slugs } = await indexOf({
    'articles/parcel.md': article('Up to 27 kg, or 31,5 kg abroad; bikes to 25km/h. Vitamin B12 stays out.', {
      title: 'Parcels',
    }),
    'articles/rates.md': article('A rate of 2.5 % is low, says chapter B 7. 25 of them pay.', {
      title: 'Rates',
    }),
    'articles/cpp.md': article('Pointers in C++ own what they point at.', { title: 'Memory' }),
    'articles/sharp.md': article('C# has records, F# has had them.', { title: 'Records' }),
    'articles/strings.md': article('In C a zero ends them.', { title: 'Strings' }),
    'articles/dotnet.md': article('We moved to .NET 8 from ASP.', { title: 'Moving' }),
    'articles/fish.md': article('Mend the net. I’ll do it, for we’re two.', { title: 'Fishing' }),
    'articles/stream.md': article('Streams of Node.js, don’t they pause?', { title: 'Streams' }),
    'articles/fruit.md': article('An apple 🍎 a day ❤️ keeps France 🇫🇷 well 👩‍⚕️. Plain™.', { title: 'Fruit' }),
    'articles/eau.md': article('L’équilibre se fait aujourd’hui.', { title: 'Manger', lang: 'fr' }),
    'articles/pc.md': article('コンピュータを使います。', { title: '機械', lang: 'ja' }),
  })
  for (const q of [
    '27kg',
    '27 kg',
    '31.5kg',
    '31,5 kg',
    '25 km/h',
    '25km',
    '25 km',
    'B12',
    'B 12',
    'vitamin b-12',
  ])
    expect((await slugs(q))[0], q).toBe('parcel')
  for (const q of ['2,5 %', '2.5%', 'b7']) expect(await slugs(q), q).toEqual(['rates'])
  for (const [q, ...found] of [
    ['C++', 'cpp'],
    ['Ｃ＋＋', 'cpp'],
    ['c++17 memory', 'cpp'],
    ['cplusplus', 'cpp'],
    ['C#', 'sharp'],
    ['csharp', 'sharp'],
    ['c#9 records', 'sharp'],
    ['f#', 'sharp'],
    ['C', 'strings'],
    ['.NET', 'dotnet'],
    ['.net 8', 'dotnet'],
    ['nodejs', 'stream'],
    ['node.js', 'stream'],
    ['dont', 'stream'],
    ['🍎', 'fruit'],
    ['❤', 'fruit'],
    ['🇫🇷', 'fruit'],
    ['👩‍⚕️', 'fruit'],
    ['apple🍎', 'fruit'],
    ['fruit 🦑', 'fruit'],
    ['lequilibre', 'eau'],
    ['aujourdhui', 'eau'],
    ['コンピューター', 'pc'],
    ['🇩🇪'],
    ['🦑'],
    ['ill'],
    ['25 %', 'rates'],
  ] as const)
    expect((await slugs(q)).toSorted(), q).toEqual(found.toSorted())
  expect((await slugs('net')).toSorted()).toEqual(['dotnet', 'fish'])
  for (const q of ['C++', '.NET', '🍎', '🇫🇷'])
    expect(marks(first(await search.find({ q }))?.extract), q).toEqual([q])
  expect(marks(first(await search.find({ q: '27kg' }))?.extract)).toEqual(['27', 'kg', 'kg'])
})

test('parts of words that are written together find them, in the languages that do so', async () => {
  const { search, slugs } = await indexOf({
    'articles/stay.md': article('Für den Krankenhausaufenthalt packt man Hausschuhe.', {
      title: 'Taschen',
      lang: 'de',
    }),
    'articles/notice.md': article('Zwei Kündigungsfristen gelten im Altbau. Wir entdecken mehr.', {
      title: 'Mieten',
      lang: 'de',
    }),
    'articles/doctor.md': article('Der Kinderarzt hilft den Feuerwehrwagen.', {
      title: 'Fieber',
      lang: 'de',
    }),
    'articles/insured.md': article('Krankenversicherungen kosten.', { title: 'Kosten', lang: 'de' }),
    'articles/table.md': article('Vegetables are comfortable, and interest is paid.', { title: 'Able' }),
    'articles/care.md': article('De zorgverzekering wordt duurder.', { title: 'Zorg', lang: 'nl' }),
  })
  for (const [q, ...found] of [
    ['Aufenthalt', 'stay'],
    ['Krankenhaus packen', 'stay'],
    ['Frist', 'notice'],
    ['Fristen', 'notice'],
    ['Kündigung Frist', 'notice'],
    ['Arzt', 'doctor'],
    ['Kinder Arzt', 'doctor'],
    ['Wagen', 'doctor'],
    ['Versicherung', 'insured'],
    ['verzekering', 'care'],
    ['Krankenhuas', 'stay'],
    ['vegtab', 'table'],
    ['table', 'table'],
    ['Decken'],
    ['rest'],
  ] as const)
    expect(await slugs(q), q).toEqual(found)
  expect(marks(first(await search.find({ q: 'Aufenthalt' }))?.extract)).toEqual(['Krankenhausaufenthalt'])
})

test('a word is found in its other forms that begin otherwise, and none by what is no form of it', async () => {
  const { search, slugs } = await indexOf({
    'articles/feet.md': article('Look at your feet every evening.', { title: 'Diabetes' }),
    'articles/wood.md': article('A tree stands by the sea.', { title: 'Wood' }),
    'articles/bois.md': article('Très loin, ses amis marchent sur la route.', { title: 'Bois', lang: 'fr' }),
  })
  for (const q of ['foot', 'diabetes foot']) expect(await slugs(q), q).toEqual(['feet'])
  expect(marks(first(await search.find({ q: 'foot' }))?.extract)).toEqual(['feet'])
  for (const q of ['tree', 'trees', 'sea']) expect(await slugs(q), q).toEqual(['wood'])
  expect(await slugs('tres')).toEqual(['bois'])
})

test('words that some write together and others apart are found by either, and those between signs each by itself', async () => {
  const { search, slugs } = await indexOf({
    'articles/one.md': article('Healthcare is free. Newsletters are sent on Fridays.', { title: 'One' }),
    'articles/two.md': article('Health care costs money, solar power does not.', { title: 'Two' }),
    'articles/three.md': article('Take care of your health. A letter brings news of wind.', {
      title: 'Three',
    }),
  })
  for (const q of ['healthcare', '"health care" OR healthcare'])
    expect((await slugs(q)).toSorted(), q).toEqual(['one', 'two'])
  expect((await slugs('health care')).toSorted()).toEqual(['one', 'three', 'two'])
  expect((await slugs('news letter')).toSorted()).toEqual(['one', 'three'])
  expect(await slugs('newsletter')).toEqual(['one'])
  for (const q of ['health/money', 'health,money', 'title:solar', '(solar)/(money)'])
    expect((await slugs(q))[0], q).toBe('two')
  for (const q of ['solar OR wind', 'solar|wind', 'solar OR wind AND care'])
    expect((await slugs(q)).toSorted(), q).toEqual(['three', 'two'])
  expect(await slugs('solar AND wind')).toHaveLength(2)
  const [hit] = (await search.find({ q: 'healthcare' })).hits.filter(({ slug }) => slug === 'two')
  expect(marks(hit?.extract)).toEqual(['Health', 'care'])
})

test('texts without spaces are found by what stands in them', async () => {
  const { search, slugs } = await indexOf({
    'articles/zh.mdx': article('针灸可以缓解背痛。我们提供健康咨询。', { title: '背痛的治疗', lang: 'zh' }),
    'articles/ja.mdx': article('がんの検診について。腰痛の治療を受ける。', { title: '健康診断', lang: 'ja' }),
    'articles/th.mdx': article('การรักษาอาการปวดหลังที่คลินิก', { title: 'ปวดหลัง', lang: 'th' }),
    'articles/ko.mdx': article('허리 통증은 물리치료로 나아집니다.', { title: '허리', lang: 'ko' }),
  })
  for (const q of ['背痛', '针灸', '背痛 治疗', '背痛治疗']) expect(await slugs(q), q).toEqual(['zh'])
  for (const q of ['腰痛', '検診', 'がん']) expect(await slugs(q), q).toEqual(['ja'])
  expect((await slugs('健康')).sort()).toEqual(['ja', 'zh'])
  expect(await slugs('ปวดหลัง')).toEqual(['th'])
  expect(await slugs('통증')).toEqual(['ko'])
  expect(await slugs('かん')).toEqual([])
  expect(marks(first(await search.find({ q: '背痛' }))?.title)).toEqual(['背痛'])
  expect(marks(first(await search.find({ q: '痛' }))?.title)).toEqual(['痛'])
})

test('slips are answered by what was meant, from the words that there are', async () => {
  const files = Object.fromEntries(
    ['one', 'two', 'three'].map((name) => [
      `articles/${name}.mdx`,
      article(`${physio} Also acupuncture, für Übungen, back pain and headaches, and the word form.`, {
        title: name,
      }),
    ]),
  )
  const { search } = await indexOf(files)
  const meant = async (q: string) => (await search.find({ q })).meant?.q
  expect(await meant('acupunture')).toBe('acupuncture')
  expect(await meant('physoitherapy knee')).toBe('physiotherapy knee')
  expect(await meant('backpain')).toBe('back pain')
  expect(await meant('head aches')).toBe('headaches')
  expect(await meant('ubunggen')).toBe('übungen')
  expect(await meant('form')).toBeUndefined()
  expect(await meant('xylophone')).toBeUndefined()
  // What says nothing need not stand anywhere.
  for (const q of ['from headaches', 'them headaches']) expect(await meant(q), q).toBeUndefined()
  const { isForMeant, total, hits, meant: said } = await search.find({ q: 'acupunture' })
  expect([isForMeant, total, hits.length, said]).toEqual([true, 3, 3, { q: 'acupuncture', total: 3 }])
  expect((await search.find({ q: 'frm' })).total).toBe(0)
})

test('results are sifted by topic, author and year, each counted for what the others leave', async () => {
  const one = (fields: Record<string, string>) => article('Of gardens.', fields)
  const { search } = await indexOf({
    'articles/a.mdx': one({ topics: '[Soil, Water]', author: 'ann', date: '2024-05-01' }),
    'articles/b.mdx': one({ topics: '[Soil]', author: 'ben', date: '2025-05-01' }),
    'articles/c.mdx': one({ topics: '[Water]', author: 'ann', date: '2025-12-31T23:30:00-05:00' }),
    'articles/d.mdx': article('Of roofs.', { topics: '[Soil]' }),
    'authors/ann.yml': 'name: Ann\n',
    'authors/ben.yml': 'name: Ben\n',
  })
  const all = await search.find({ q: 'garden' })
  expect(all.hits.map(({ slug }) => slug)).toEqual(['c', 'b', 'a'])
  expect(all.topics).toEqual([
    { key: 'soil', count: 2 },
    { key: 'water', count: 2 },
  ])
  expect(all.years.map(({ key, count }) => [key, count])).toEqual([
    [2026, 1],
    [2025, 1],
    [2024, 1],
  ])
  const some = await search.find({ q: 'garden', topic: 'soil', author: 'ann' })
  expect([some.total, some.hits.map(({ slug }) => slug)]).toEqual([1, ['a']])
  expect(some.topics.map(({ key, count }) => [key, count])).toEqual([
    ['water', 2],
    ['soil', 1],
  ])
  expect(some.authors).toEqual([
    { key: 'ann', count: 1 },
    { key: 'ben', count: 1 },
  ])
  expect((await search.find({ q: 'garden', year: 2023 })).total).toBe(0)
  expect((await search.find({ q: 'garden', page: 99 })).hits).toHaveLength(3)
})

test('of very many topics those are named that most results have, and the one that is chosen', async () => {
  const files = Array.from({ length: 70 }, (_, at) => [
    `articles/a${at}.mdx`,
    article('Of a garden.', { topics: at ? `[Topic ${at}]` : '[Usual]' }),
  ])
  const { search } = await indexOf({
    ...Object.fromEntries(files),
    'articles/b.mdx': article('Of a garden.', { topics: '[Usual]' }),
  })
  const { total, topics } = await search.find({ q: 'garden' })
  expect([total, topics.length, topics[0]]).toEqual([71, 60, { key: 'usual', count: 2 }])
  const chosen = await search.find({ q: 'garden', topic: 'topic-9' })
  expect([chosen.total, chosen.topics.length, chosen.topics.at(-1)?.key]).toEqual([1, 61, 'topic-9'])
})

test('whatever is typed, an answer comes', async () => {
  const { search } = await indexOf({ 'articles/a.mdx': article('And or not near words.') })
  const hostile = [
    ...[
      '"',
      '""',
      '" "',
      '-',
      '--',
      '*',
      'a*',
      '(',
      ')',
      'AND',
      'OR NOT',
      'NEAR(a b)',
      'title:a',
      '^a',
      '{a}:b',
      '+',
    ],
    ...['\0', '\ud800', 'a\udfffb', '\u202e', '%', "'; drop table docs; --", '"a" OR "b', '😀', '𝕨ords'],
    ...['"'.repeat(200), '-'.repeat(200), 'ا'.repeat(200), 'e\u0301'.repeat(100), '語'.repeat(300)],
    ...['x'.repeat(100_000), Array.from({ length: 200 }, (_, n) => 'abcdefghij'[n % 10]).join(' ')],
    ...[Array.from({ length: 200 }, (_, n) => `"${n} a`).join(' '), 'a-b-c-d-e-f-g-h', "l'l'l'l'l'l'"],
  ]
  for (const q of hostile) {
    expect((await search.find({ q })).hits.length, q.slice(0, 20)).toBeLessThan(2)
    expect((await search.suggest(q)).length, q.slice(0, 20)).toBeLessThan(2)
  }
  const odd = { topic: '\0', author: 'constructor', year: Number.NaN, page: Number.NaN }
  expect((await search.find({ q: 'words', ...odd })).total).toBe(0)
  expect((await search.find({ q: 'words', page: -1 })).total).toBe(1)
  expect((await search.find({ q: '𝕨𝕠𝕣𝕕𝕤' })).total).toBe(1)
})

test('two letters are the beginning of a word where they are none themselves', async () => {
  const { search } = await indexOf({
    'articles/sky.mdx': article('The sky is blue.', { title: 'Colours' }),
    'articles/office.mdx': article('The sky over the office.', { title: 'Views of it' }),
  })
  const slugs = async (q: string) => (await search.find({ q })).hits.map(({ slug }) => slug)
  expect(await slugs('sky bl')).toEqual(['sky'])
  expect(await slugs('office it')).toEqual(['office'])
})

test('what is being typed is met with titles', async () => {
  const { search } = await indexOf({
    'articles/knee.mdx': article(physio, { title: 'Your knee and you' }),
    'articles/other.mdx': article('Of knees.', { title: 'Joints' }),
    'pages/contact-us.mdx': '---\ntitle: Knowing us\n---\nWords.\n',
  })
  expect(await search.suggest('kn')).toEqual([
    { title: 'Knowing us', path: '/contact-us' },
    { title: 'Your knee and you', path: '/articles/knee' },
    { title: 'Joints', path: '/articles/other' },
  ])
  expect((await search.suggest('knee')).map(({ title }) => title)).toEqual(['Your knee and you', 'Joints'])
  expect((await search.suggest('your kne')).map(({ title }) => title)).toEqual([
    'Your knee and you',
    'Joints',
  ])
  expect(await search.suggest('')).toEqual([])
})

test('a heading does not run on into the next sentence, and what follows a hyphen is found with what precedes it', async () => {
  const { search } = await indexOf({
    'articles/bread.md': `---\ntitle: Bread\ndate: 2026-11-20\n---\nFlour first.\n\n## Sourdough (slow)\n\nFeed it daily. A cover-letter of ſtarter, naïve STARTERS too.\n\n## Ends\n`,
  })
  const extract = async (q: string) => first(await search.find({ q }))?.extract
  expect(text(await extract('sourdough'))).toBe(
    'Flour first. Sourdough (slow)\u00a0· Feed it daily. A cover-letter of ſtarter, naïve STARTERS too. Ends',
  )
  expect(marks(await extract('sourdough'))).toEqual(['Sourdough'])
  expect(marks(await extract('coverletter'))).toEqual(['cover-letter'])
  expect(marks(await extract('starter naive'))).toEqual(['ſtarter', 'naïve', 'STARTERS'])
})
