/** A text as a file that the browser saves. */
export function download(text: string, file: { type: string; name: string }): Response {
  return new Response(text, {
    headers: { 'Content-Type': file.type, 'Content-Disposition': `attachment; filename="${file.name}"` },
  })
}
