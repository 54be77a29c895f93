/**
 * Widths in pixels in which the server has every picture, at `/pictures/<width>/…`, as WebP; one that is narrower
 * comes in its own width.
 */
export const pictureWidths: readonly number[] = [480, 800, 1200, 1800, 2400]

/** Pixels that the address of a picture itself has at most: what a writer saves it at. */
export const widestPicture = 2400
