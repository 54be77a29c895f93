import { formatMoment } from '#lib/time/format.ts'
import type { MessageOf, Writing, Written } from './message.ts'
import { cleanLine } from './sanitize.ts'

const longestFile = 130

/** What the linter says stays English. */
export function contentFaults(
  { faults, more, held = [], createdAt }: MessageOf<'content-faults'>,
  { t, site, siteUrl }: Writing,
): Written {
  const { size: files } = new Set(faults.map(({ file }) => file))
  const count = faults.length + more
  const file = cleanLine(faults[0]?.file ?? '', longestFile)
  const linesOf = (some: typeof faults) =>
    some.map(({ file, line, column, message, severity, typed }) => {
      const said = severity === 'warning' ? t('mail.faults.warning', { message }) : message
      return `${file}:${line}:${column}: ${said}${typed ? `\n${typed}` : ''}`
    })
  const parts = [
    {
      heading: t('content.errors-title'),
      lines: linesOf(faults.filter(({ severity }) => severity !== 'warning')),
    },
    {
      heading: t('content.warnings-title'),
      lines: linesOf(faults.filter(({ severity }) => severity === 'warning')),
    },
  ].filter(({ lines }) => lines.length)
  if (more) parts.at(-1)?.lines.push(t('mail.faults.more', { count: more }))
  const inFiles = more ? 'mail.faults.in-files-or-more' : 'mail.faults.in-files'
  return {
    subject: files > 1 ? t(inFiles, { count, files }) : t('mail.faults.in-file', { count, file }),
    blocks: [
      { paragraph: t('mail.faults.mend') },
      {
        facts: [
          [t('mail.faults.site'), siteUrl],
          [t('mail.faults.noticed'), formatMoment(createdAt, site)],
        ],
      },
      { paragraph: t('mail.faults.once') },
      { action: t('mail.faults.open'), href: `${siteUrl}/staff/content` },
      ...(held.length
        ? [
            {
              heading: t('mail.faults.held'),
              quote: held.map(({ file, state }) => `${file}: ${t(`content.state.${state}`)}`).join('\n'),
            },
          ]
        : []),
      ...parts.map(({ heading, lines }, index) => ({
        heading,
        note: index ? undefined : t('mail.faults.where'),
        quote: lines.join('\n\n'),
        lang: 'en',
      })),
    ],
  }
}
