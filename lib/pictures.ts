/** Widths in pixels in which the server has every picture, at `/pictures/<width>/…`, as WebP. */
export const pictureWidths: readonly number[] = [480, 800, 1200]
