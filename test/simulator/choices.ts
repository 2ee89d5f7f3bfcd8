/** What nobody knows, by name: what may be so, the likely first. */
type Choices = Readonly<Record<string, readonly [unknown, unknown, ...unknown[]]>>

/** One of each. */
export type Chosen<Of extends Choices> = { -readonly [Name in keyof Of]: Of[Name][number] }

export function likeliest<const Of extends Choices>(choices: Of): Chosen<Of> {
  return chosenBy(choices, ([first]) => first)
}

/** One of each by chance, each as often as the others. */
export function drawn<const Of extends Choices>(choices: Of, random: () => number): Chosen<Of> {
  return chosenBy(choices, all => all[Math.floor(random() * all.length)])
}

function chosenBy<Of extends Choices>(choices: Of, choose: (all: Choices[string]) => unknown): Chosen<Of> {
  return Object.fromEntries(Object.entries(choices).map(([name, all]) => [name, choose(all)])) as Chosen<Of>
}
