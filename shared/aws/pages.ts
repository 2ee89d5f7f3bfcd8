/** Cuts a list into batches of at most `size`, as the API's limits want. */
export function batches<T>(items: readonly T[], size: number): T[][] {
  const cut: T[][] = []
  for (let from = 0; from < items.length; from += size) cut.push(items.slice(from, from + size))
  return cut
}

/** One page of a list, and the token of the next one if there is more. */
export interface Page<T> {
  items: readonly T[]
  next: string | undefined
}

/** Follows `nextToken` to the end, or for at most so many pages. */
export async function everyPage<T>(
  page: (token: string | undefined) => Promise<Page<T>>,
  most = Infinity,
): Promise<T[]> {
  const all: T[] = []
  let token: string | undefined
  for (let read = 0; read < most; read++) {
    const { items, next } = await page(token)
    all.push(...items)
    if (!next) break
    token = next
  }
  return all
}
