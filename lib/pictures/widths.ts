export const pictureWidths: readonly number[] = [480, 800, 1200, 1800, 2400]

export const widestPicture = 2400

export function isDrawing(path: string): boolean {
  return /\.svg$/i.test(path)
}

/** Pixels of a drawing to each that it says it has: screens show up to twice as many. */
export const sharpness = 2
