/** Cuts a list into batches of at most `size`, as the API's limits want. */
export function batches<T>(items: readonly T[], size: number): T[][] {
  const cut: T[][] = []
  for (let from = 0; from < items.length; from += size) cut.push(items.slice(from, from + size))
  return cut
}

/** Follows `nextToken` to the end. */
export async function everyPage<T>(
  page: (token: string | undefined) => Promise<{ items: readonly T[]; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = []
  let token: string | undefined
  do {
    const { items, next } = await page(token)
    all.push(...items)
    token = next
  } while (token)
  return all
}
