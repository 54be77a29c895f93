import { globSync, readFileSync } from 'node:fs'

export type CorpusArticle = {
  slug: string
  date: string
  topics: string[]
  author: string
  lang: string
  series?: string
  title: string
  description: string
  text: string
}

/** Short articles of many kinds, many near neighbours: `# slug | date | topics | author | lang | series`, title, description, text. */
export function searchCorpus(): CorpusArticle[] {
  const files = globSync(new URL('search-corpus/*.md', import.meta.url).pathname).sort()
  return files.flatMap((file) => `\n${readFileSync(file, 'utf8')}`.split('\n# ').slice(1).map(read))
}

function read(entry: string): CorpusArticle {
  const [heading = '', title = '', description = '', ...text] = entry.split('\n')
  const [slug = '', date = '', topics = '', author = '', lang = '', series] = heading.split(' | ')
  return {
    ...{ slug, date, topics: topics.split(', '), author, lang, ...(series && { series }) },
    title: title.replace('title: ', ''),
    description: description.replace('description: ', ''),
    text: text.join('\n').trim(),
  }
}
