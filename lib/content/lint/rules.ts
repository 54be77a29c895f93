/** An error keeps a file, or its new version, off the site; a warning does not. */
export type Severity = 'error' | 'warning'

type Rule = { severity: Severity; meaning: string }

const error = (meaning: string): Rule => ({ severity: 'error', meaning })
const warning = (meaning: string): Rule => ({ severity: 'warning', meaning })

/** Every rule that the content is checked by. Its id stays when its severity or its words change. */
export const rules = {
  'file-name': error('The name of a file becomes its address: small letters, digits and hyphens.'),
  'reserved-address': error('The address belongs to the site itself.'),
  'stray-file': error('The file stands where nothing of its kind is read.'),
  'same-address': error('Two files have one address, or names that differ in the way letters are stored.'),
  'unreadable-file': error('The account that runs the site may not read the file.'),
  'large-file': error('The file is larger than 1 MB.'),
  encoding: error('The file is not plain text in UTF-8.'),
  'costly-file': error('The file takes more time or memory than a file may take.'),
  'not-rendered': error('The text passes every check and still cannot be made into a page.'),
  'picture-file': error('The file is no picture that browsers show.'),
  'damaged-picture': warning(
    'A picture is damaged, was cut off or has too many pixels: readers see what there is of it.',
  ),

  'front-matter': error('The fields stand between two lines of three hyphens, or of three plus signs.'),
  'yaml-line': error('A line of the fields is no field.'),
  'yaml-indentation': error('A line of the fields begins too far to the right, or with a tab.'),
  'yaml-space': error('The space after a colon is missing, or is one of a word processor.'),
  'yaml-quotes': error('A text of the fields needs quotation marks, or has one too many or too few.'),
  'yaml-list': error('A list of the fields is not closed, or lacks an entry.'),
  'yaml-comment': error('A # cuts off the rest of a text.'),
  'yaml-duplicate': error('A field stands twice.'),
  'yaml-limit': error('The fields are longer, or nested deeper, than fields may be.'),
  'toml-syntax': error('A line of the fields between lines of +++ is no TOML.'),
  'missing-field': error('A field that is required is missing.'),
  'missing-description': warning('There is no description: the first sentences stand in for it.'),
  'unknown-field': warning('The site knows no field of this name, and has no need of it.'),
  'misspelt-field': error(
    'A field was likely meant as one of the site’s, or says that the file is not to be published.',
  ),
  'unknown-setting': error('A file of the organisation’s own has no setting of this name.'),
  'empty-field': warning('A field that may be left out has nothing in it.'),
  'field-value': error('A field holds something else than it may hold.'),
  'paired-fields': error('A field contradicts another one.'),
  'picture-fields': warning(
    'A picture of the fields has no description, or a description or a focus has no picture.',
  ),
  'several-topics': warning('One topic has commas in it, where a list was likely meant.'),
  contrast: error('A colour cannot be read well on its paper.'),
  'future-date': warning('A date that says what was done is still to come.'),

  'missing-text': error('There is no text below the fields, and the file is no draft.'),
  'article-limit': error('The text is longer, or nested deeper, than a page may be.'),
  'program-code': error('The text holds a program.'),
  braces: error('A brace is not closed, or closes around nothing.'),
  'template-code': error('What another system was to fill in is read as a program.'),
  'indented-block': error('What is indented like code cannot be read as text.'),
  'tag-syntax': error('A tag, or what looks like one, cannot be read.'),
  'tag-pairing': error('A tag is not closed, or closes what was not opened there.'),
  'unknown-tag': error('The tag may not stand in an article.'),
  'unknown-component': error('The site has no component of this name.'),
  'tag-attribute': error('A tag carries what it may not carry, or lacks what it needs.'),
  'component-prop': error('A component is given what it does not take, or lacks what it needs.'),
  'component-content': warning('A component that shows a list or pictures holds none.'),
  'tag-content': error('A tag holds what it may not hold, or lacks what it must hold.'),
  'tag-place': error('A tag stands where it would not be valid.'),
  'html-in-markdown': error('HTML in an .md file is never closed, or is a component: text would be lost.'),
  'html-left-out': warning('HTML in an .md file that an article does not carry is left out; its text stays.'),
  embedded: warning(
    'A frame in an .md file is shown as a link, or a film or a sound does not say what it shows.',
  ),
  heading: warning('A heading skips a level, is empty, or was not meant as one.'),
  'heading-id': warning('A heading cannot have the id that is written for it.'),
  'link-text': warning('A link has no text.'),
  'link-address': error('A link has an address that leads nowhere, or that is not allowed.'),
  'nested-link': error('A link stands in another link.'),
  'picture-alt': warning('A picture has no description.'),
  'picture-elsewhere': warning('A picture is no file of this site: readers get a link, or its description.'),
  'taken-id': error('An id is taken by another part of the page.'),
  'missing-reference': warning('A note or an address that is referred to is not there.'),
  'unused-note': error('A note is mentioned nowhere and would be lost.'),
  'typed-signs': warning('Markdown makes something else of signs than was likely meant.'),
  'indented-code': warning('Text indented by four spaces is no code in an .mdx file.'),
  leftover: warning('What another system was to read is left out, or stands in the text as it is.'),
  'leftover-content': error(
    'What another system was to fill in is a part of the text, and would be missing.',
  ),

  'unknown-author': warning('There is no author of this name: the name stands there as it was typed.'),
  'missing-picture': warning(
    'There is no such picture, or it cannot be read: readers get its description until there is.',
  ),
  'dead-link': warning('A link, or a part of a page that it names, leads nowhere on this site.'),
  redirect: warning('An old address cannot lead here.'),
  'front-section': warning(
    'A section of the front page names what is not there: the rest of the page stands.',
  ),
  'topic-label': warning('Two labels have one address, and are one topic.'),
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof rules
