import { byName, nearest } from '#lib/content/nearest.ts'
import type { RuleId } from './rules.ts'

/** By what it is called elsewhere, or by its letters. */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  const elsewhere = plain(name)
  if (useless.has(elsewhere) || ofOthers.has(elsewhere)) return undefined
  const other = otherNames.get(elsewhere)
  return known.find((one) => one === other) ?? nearest(name, known)
}

/** `meant`: the field that it is instead of, where it is an error. */
type Judgement = { ruleId: RuleId; hint?: string; meant?: string }

/** What an unknown name of a field is. @param isInside below another field */
export type Judge = (
  name: string,
  known: readonly string[],
  data: Readonly<Record<string, unknown>>,
  isInside?: boolean,
) => Judgement

const foreign = (hint?: string): Judgement => ({ ruleId: 'unknown-field', ...(hint && { hint }) })
const faulty = (hint: string, meant?: string): Judgement => {
  return { ruleId: 'misspelt-field', hint, ...(meant && { meant }) }
}

/** Another system's name is foreign; a slip is an error, and so is whatever may have kept the file off that site. */
export const judgeField: Judge = (name, known, data, isInside = false) => {
  const elsewhere = plain(name)
  const value = data[name]
  if (isInside) {
    const meant = nearest(name, known)
    return { ruleId: 'misspelt-field', ...(meant && { hint: `Did you mean "${meant}"?` }) }
  }
  const withheld = known.includes('draft') ? judgeWithheld(elsewhere, value, data) : undefined
  if (withheld) return withheld
  if (known.includes('replies') && elsewhere === 'comments' && isTruth(value))
    return foreign(
      'replies' in data ? alreadyHere('replies') : `Write replies: ${value === 'true' ? 'open' : 'off'}`,
    )
  if (elsewhere === 'slug') return foreign(addressIsName)
  if (/^(?:permalink|url|path|uri|link)$/.test(elsewhere)) return foreign(oldAddress(value, known, data))
  if (useless.has(elsewhere)) return foreign('This site has no use for it: remove this line')
  const meant = meantBy(name, known)
  if (!meant) return foreign('It changes nothing on this site')
  const isOtherName = otherNames.get(elsewhere) === meant
  if (isOtherName && Object.hasOwn(data, meant) && meant !== 'draft')
    return meant === 'date' && elsewhere.includes('pub') && isLater(value, data.date)
      ? faulty(`It is later than date: write date: ${value}, or remove this line`)
      : foreign(alreadyHere(meant))
  const isBare = meant === 'image' && !Object.keys(data).some((one) => meantBy(one, known) === 'imageAlt')
  const hint = `Did you mean "${meant}"?${isBare ? ' It needs imageAlt too, which says what the picture shows' : ''}`
  return isOtherName && (!mattersMost.has(meant) || elsewhere === 'enddate')
    ? foreign(hint)
    : faulty(hint, meant)
}

/** Without these a file is no article, or stands there for longer than it should. */
const mattersMost: ReadonlySet<string> = new Set(['title', 'date', 'name', 'draft', 'expires'])

const addressIsName = 'The address is the name of the file: remove this line'

function alreadyHere(field: string): string {
  return `The field "${field}" stands here already: remove this line`
}

const shownNames =
  'published publish public visible ispublished ispublic isvisible live online enabled'.split(' ')
const hiddenNames =
  'draft hidden isdraft private isprivate unlisted unpublished ishidden wip draught offline disabled brouillon entwurf borrador مسودة headless membersonly premium'.split(
    ' ',
  )
const statusNames =
  'status state poststatus publishstatus publicationstatus contentstatus stage workflow workflowstate visibility access'.split(
    ' ',
  )
const withholding =
  /^(?:auto-?draft|draft|drafts|private|pending|future|scheduled|hidden|unlisted|unpublished|members?|paid|tiers|password|protected|review|in.?review|wip|internal|trash|inactive|idea|todo)$/i

/** What kept, or may have kept, a file from the public in another system. */
function judgeWithheld(
  elsewhere: string,
  value: unknown,
  data: Readonly<Record<string, unknown>>,
): Judgement | undefined {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value
  const here = data.draft === 'true' ? foreign(alreadyHere('draft')) : undefined
  const unclear = here ?? faulty('Write draft: true, or remove this line to publish')
  const keptBack = 'draft' in data ? unclear : faulty('Write draft: true')
  const noHarm = foreign('An article is published unless draft: true stands here: remove this line')
  const isSlip = isTruth(text) && elsewhere.length > 5 && nearest(elsewhere, shownNames) !== undefined
  if (shownNames.includes(elsewhere) || isSlip) {
    if (typeof text === 'string' && /^\d{4}/.test(text)) return undefined
    if (text === 'true') return shownNames.includes(elsewhere) ? noHarm : unclear
    return text === 'false' ? keptBack : unclear
  }
  if (statusNames.includes(elsewhere))
    return typeof text === 'string' && withholding.test(text) ? keptBack : undefined
  if (/^(?:post)?password(?:protected)?$|^protected$/.test(elsewhere))
    return !text || text === 'false' ? undefined : unclear
  if (elsewhere === 'permalink' && text === 'false') return keptBack
  if (hiddenNames.includes(elsewhere) && elsewhere !== 'draft') {
    if (text === 'false' || text === 'no' || text === '0') return noHarm
    return here ?? ('draft' in data || text !== 'true' ? unclear : faulty('Did you mean "draft"?', 'draft'))
  }
  return undefined
}

/** By the day, as both are typed. */
function isLater(value: unknown, date: unknown): boolean {
  const day = (typed: unknown) => /^\d{4}-\d{2}-\d{2}/.exec(String(typed))?.[0] ?? ''
  return day(value) > day(date)
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

/** However its words are divided. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '')
}

const otherNames = byName({
  title: 'headline heading',
  description:
    'abstract blurb deck dek excerpt intro introduction lead lede metadescription ogdescription seodescription standfirst subheading subtitle summary synopsis tagline teaser',
  date: 'created createdat createdon datecreated datepublished pubdate pubdatetime publicationdate publishdate published publishedat publisheddate publishedon posted postedat',
  updated:
    'datemodified datelastmodified dateupdated lastmod lastmodified lastmodifiedat lastupdate lastupdated modified modifiedat modifieddate moddatetime update updatedat updatedate updateddate updatedon',
  reviewed: 'datereviewed lastreviewed revieweddate reviewedat reviewedon',
  nextReview: 'reviewby reviewdate reviewdue nextreviewdate',
  expires: 'enddate expire expirationdate expireson expiry expirydate unpublishdate validuntil',
  reviewedBy: 'medicalreviewer medicallyreviewedby reviewer reviewers reviewername',
  author: 'authors byline creator postauthor writer',
  topics: 'categories category keywords label labels subject subjects tag tags topic',
  image:
    'banner bannercloudinaryid bannerimage bannerimg cover coverimage coverimg featureimage featuredimage header headerimage headerimg hero heroimage images img ogimage opengraphimage photo picture postimage shareimage socialimage teaserimage thumb thumbnail titleimage',
  imageAlt:
    'alt alttext banneralt bannerimagealt bannerimgalt coveralt coverimagealt featureimagealt featuredimagealt headeralt heroalt heroimagealt imagealttext imagedescription imgalt ogimagealt thumbnailalt',
  draft: 'hidden isdraft private unlisted unpublished wip draught brouillon entwurf borrador مسودة',
  featured: 'feature highlight highlighted pin pinned sticky',
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

/** Words of their own, though a letter or two away from one of ours. */
const ofOthers: ReadonlySet<string> = new Set(
  'authority authorurl data dates features land lane long lung optics publisher rate rates redirectto replaces review seotitle tile tiles titlede titleen titlefr titles topical translators tropics updates'.split(
    ' ',
  ),
)

/** What other systems need, and this one does not. */
const useless: ReadonlySet<string> = new Set(
  'articleid authorid bodyclass cmsexclude contenttype css disqus draftid eleventyexcludefromcollections eleventycomputed eleventynavigation emoji excludefromcollections format guid id js key layout linktitle markup math mathjax menu nav navorder order outputs pageid params parent postid postslug showdate showtoc sidebar sitemap template toc topicid translationkey translator type uid uuid version weight'.split(
    ' ',
  ),
)
