/** @param cookies of the request's header */
export function cookieNamed(name: string, cookies = ''): string | undefined {
  const start = `${name}=`
  const pair = cookies.split(';').find((one) => one.trimStart().startsWith(start))
  return pair?.trim().slice(start.length)
}
