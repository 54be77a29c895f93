const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** `340 kB`, `1.2 MB`: of a thousand, as most systems count. @param lang BCP 47 */
function fileSizeInWords(bytes: number, lang: string): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1) * 1.0005) / 3), 1), units.length)
  const value = Math.max(bytes / 1000 ** power, power === 1 ? 1 : 0)
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: units[power - 1] ?? 'kilobyte',
    maximumFractionDigits: power === 1 ? 0 : 1,
  }).format(value)
}

/** `PDF, 340 kB` */
export function fileInWords(name: string, bytes: number, lang: string): string {
  const [plain = ''] = name.split(/[?#]/)
  const type = /\.([a-z0-9]{1,8})$/i.exec(plain)?.[1]?.toUpperCase()
  const size = fileSizeInWords(bytes, lang)
  if (!type) return size
  return type + (lang.startsWith('ar') ? '، ' : ', ') + size
}
