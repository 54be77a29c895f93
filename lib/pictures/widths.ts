export const pictureWidths: readonly number[] = [480, 800, 1200, 1800, 2400]

export const widestPicture = 2400
