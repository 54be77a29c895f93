import { createProcessor } from '@mdx-js/mdx'
import type { Root as PageTree } from 'hast'
import { outOfBounds, outOfPage } from './bounds.ts'
import { gfmFor } from './gfm.ts'
import { inspect } from './inspect.ts'
import { toPage } from './page.ts'
import type { Format } from './parse.ts'
import { type PictureAt, placePictures } from './pictures.ts'
import { type BodySlip, isTag, type Nodes, type Root, startOf, walk } from './tree.ts'

/**
 * Turns a checked body into the function body that `bodyComponent` runs.
 *
 * @param pictureAt the picture that a `src` of the body stands for
 * @throws when there is anything in the body that `checkBody` tells as a slip: no code of a writer's passes here
 */
export async function compileBody(text: string, format: Format, pictureAt: PictureAt): Promise<string> {
  refuse(outOfBounds(text))
  const processor = createProcessor({
    format,
    outputFormat: 'function-body',
    remarkPlugins: [...gfmFor(text).plugins, () => (tree: Root) => prepare(tree, text, pictureAt)],
    remarkRehypeOptions: { clobberPrefix: 'note-', footnoteLabel: 'Notes', footnoteLabelProperties: {} },
    rehypePlugins: [() => (tree: PageTree) => toPage(tree)],
    tableCellAlignToStyle: false,
  })
  return String(await processor.process(text))
}

function refuse(slip: BodySlip | undefined): void {
  if (slip) throw new Error(`The body was not checked: ${slip.message}`)
}

function prepare(tree: Root, text: string, pictureAt: PictureAt): void {
  refuse(outOfPage(tree))
  const { facts, slips } = inspect(tree, text)
  refuse(slips[0])
  walk(tree, (node) => {
    for (const program of programsOf(node)) program.comments = []
    // Comments are dropped: MDX would read orders to the compiler out of them.
    if ('children' in node)
      node.children = node.children.filter((child) => !isComment(child)) as typeof node.children
    const id = node.type === 'heading' ? facts.ids.get(startOf(node)) : undefined
    if (id) node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } }
  })
  placePictures(tree, pictureAt)
}

/** Every program that the compiler will see of a node. */
function programsOf(node: Nodes): { comments?: unknown }[] {
  const own = node.data && 'estree' in node.data ? [node.data.estree] : []
  const attributes = isTag(node) ? node.attributes : []
  const given = attributes.map((one) =>
    one.type === 'mdxJsxAttribute' && typeof one.value === 'object' ? one.value?.data?.estree : one.data,
  )
  return [...own, ...given].filter((one) => one && typeof one === 'object') as { comments?: unknown }[]
}

function isComment(node: Nodes): boolean {
  const isBraced = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression'
  return isBraced && node.data?.estree?.body.length === 0
}
