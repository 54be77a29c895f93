export const tools = ['hugo', 'jekyll', 'astro', 'eleventy', 'zola', 'hexo', 'quarto', 'folder'] as const
export type Tool = (typeof tools)[number]
