import { toldOf } from './faulty.ts'
import { article } from './folder.ts'

toldOf([
  {
    slip: 'an import',
    text: article('import fs from "fs"\n\nText'),
    told: [
      '6:1: import fs from "fs" is program code, which an article cannot hold: remove it. Components such as Callout need no import',
    ],
  },
  {
    slip: 'a sentence that begins with export',
    text: article('export of goods has grown\nsince then\n\nText'),
    told: [
      '6:1: a paragraph that begins with "export" in small letters is read as program code, which an article cannot hold: begin it with another word, or with "Export"',
    ],
  },
  {
    slip: 'an export that loops',
    text: article('export const x = (() => { while (true) {} })()\n\nText'),
    told: [
      '6:1: export const x = (() => { while (true) {} })() is program code, which an article cannot hold: remove it. Components such as Callout need no import',
    ],
  },
  {
    slip: 'an expression',
    text: article('Text {process.env.SECRET} text'),
    told: [
      '6:6: {process.env.SECRET} is program code, which an article cannot hold: write \\{ and \\} for braces in the text',
    ],
  },
  {
    slip: 'an expression that does not read as one',
    text: article('Text {a b} text'),
    told: [
      '6:6: what stands between { and } is read as program code, which an article cannot hold: write \\{ and \\} for braces in the text',
    ],
  },
  {
    slip: 'a block of code in braces',
    text: article('{(() => { while (true) {} })()}'),
    told: [
      '6:1: {(() => { while (true) {} })()} is program code, which an article cannot hold: write \\{ and \\} for braces in the text',
    ],
  },
  {
    slip: 'a spread',
    text: article('<Callout {...process.env}>Text</Callout>'),
    told: ['6:10: {...process.env} is program code: write each attribute of <Callout> as name="value"'],
  },
  {
    slip: 'a function for an attribute',
    text: article('<Callout title={() => 1}>Text</Callout>'),
    told: ['6:10: title of <Callout> is program code, which an article cannot hold: write title="…"'],
  },
  {
    slip: 'a template with something to fill in',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the article's
    text: article('<Callout title={`a${1}`}>Text</Callout>'),
    told: ['6:10: title of <Callout> is program code, which an article cannot hold: write title="…"'],
  },
  {
    slip: 'dangerous HTML',
    text: article('<div dangerouslySetInnerHTML={{ __html: "x" }} />'),
    told: ['6:6: <div> takes no "dangerouslySetInnerHTML".'],
  },
  {
    slip: 'empty tags',
    text: article('<>Text</>'),
    told: ['6:1: the empty tags <> and </> may not stand in an article: remove them'],
  },
])
