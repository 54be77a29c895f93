import { byName, nearest } from '#lib/content/nearest.ts'

/** By what it is called elsewhere, or by its letters. */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  const elsewhere = plain(name)
  if (useless.has(elsewhere)) return undefined
  const other = otherNames.get(elsewhere)
  return known.find((one) => one === other) ?? nearest(name, known)
}

export function adviceFor(
  name: string,
  known: readonly string[],
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  const elsewhere = plain(name)
  const value = data[name]
  if (known.includes('draft') && /^(?:is)?(?:published|publish|public|visible)$/.test(elsewhere)) {
    const advice = asDraft(value, data)
    if (advice) return advice
  }
  if (known.includes('replies') && elsewhere === 'comments' && isTruth(value))
    return 'replies' in data ? alreadyHere('replies') : `Write replies: ${value === 'true' ? 'open' : 'off'}`
  if (elsewhere === 'slug') return addressIsName
  if (/^(?:permalink|url|path|uri|link)$/.test(elsewhere)) return oldAddress(value, known, data)
  if (useless.has(elsewhere)) return 'This site has no use for it: remove this line'
  const meant = meantBy(name, known)
  if (!meant) return undefined
  if (Object.hasOwn(data, meant) && otherNames.get(elsewhere) === meant) return alreadyHere(meant)
  const isBare = meant === 'image' && !Object.keys(data).some((one) => meantBy(one, known) === 'imageAlt')
  return `Did you mean "${meant}"?${isBare ? ' It needs imageAlt too, which says what the picture shows' : ''}`
}

const addressIsName = 'The address is the name of the file: remove this line'

function alreadyHere(field: string): string {
  return `The field "${field}" stands here already: remove this line`
}

function asDraft(value: unknown, data: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof value === 'string' && /^\d{4}/.test(value)) return undefined
  if ('draft' in data) return alreadyHere('draft')
  if (value === 'false') return 'Write draft: true'
  return isTruth(value)
    ? 'An article is published unless draft: true stands here: remove this line'
    : 'Write draft: true, or remove this line to publish'
}

function oldAddress(
  value: unknown,
  known: readonly string[],
  data: Readonly<Record<string, unknown>>,
): string {
  const path = typeof value === 'string' && URL.canParse(value) ? new URL(value).pathname : value
  const isPath = typeof path === 'string' && /^\/[^\s?#\\:,[\]{}]+$/.test(path)
  if (!known.includes('redirectFrom') || !isPath) return addressIsName
  const how = 'redirectFrom' in data ? `add ${path} to redirectFrom` : `write redirectFrom: [${path}]`
  return `The address is the name of the file: remove this line. To lead an old address here ${how}`
}

function isTruth(value: unknown): boolean {
  return value === 'true' || value === 'false'
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '')
}

const otherNames = byName({
  title: 'headline heading',
  description:
    'abstract blurb deck dek excerpt intro introduction lead lede metadescription ogdescription seodescription standfirst subheading subtitle summary synopsis tagline teaser',
  date: 'created createdat createdon datecreated datepublished pubdate pubdatetime publicationdate publishdate published publishedat publisheddate publishedon posted postedat',
  updated:
    'datemodified datelastmodified dateupdated lastmod lastmodified lastmodifiedat lastupdate lastupdated modified modifiedat modifieddate moddatetime updatedat updateddate updatedon',
  reviewed: 'datereviewed lastreviewed revieweddate reviewedat reviewedon',
  nextReview: 'reviewby reviewdate reviewdue nextreviewdate',
  expires: 'enddate expire expirationdate expireson expiry expirydate unpublishdate validuntil',
  author: 'authors byline creator postauthor writer',
  topics: 'categories category keywords label labels subject subjects tag tags topic',
  image:
    'banner bannercloudinaryid bannerimage bannerimg cover coverimage coverimg featureimage featuredimage header headerimage headerimg hero heroimage img ogimage opengraphimage photo picture postimage shareimage socialimage teaserimage thumb thumbnail titleimage',
  imageAlt:
    'alt alttext banneralt bannerimagealt bannerimgalt coveralt coverimagealt featureimagealt featuredimagealt headeralt heroalt heroimagealt imagealttext imagedescription imgalt ogimagealt thumbnailalt',
  draft: 'hidden isdraft private unlisted unpublished wip',
  featured: 'highlight highlighted pin pinned sticky',
  canonical: 'canonicallink canonicalurl originalurl',
  redirectFrom: 'alias aliases oldslug oldurl oldurls redirect redirects redirectsfrom',
  replies: 'allowcomments comments discussion',
  series: 'collection serie',
  lang: 'hreflang language locale',
  translations: 'alternates translated',
  name: 'displayname fullname',
  role: 'jobtitle position',
  bio: 'about biography',
  links: 'social socials',
})

/** What other systems need, and this one does not. */
const useless: ReadonlySet<string> = new Set(
  'articleid authorid bodyclass cmsexclude contenttype css disqus draftid eleventyexcludefromcollections eleventycomputed eleventynavigation emoji excludefromcollections format guid id js key layout linktitle markup math mathjax menu nav navorder order outputs pageid params parent postid postslug showdate showtoc sidebar sitemap template toc topicid translationkey translator type uid uuid version weight'.split(
    ' ',
  ),
)
