import { seeded } from '../simulator/random.ts'

/** Chance, by a seed: what `pick` takes from a list more often stands in it more often. */
export class Dice {
  private readonly random: () => number

  /** `salt` keeps two who draw from one seed apart. */
  constructor(seed: number, salt: number) {
    this.random = seeded(seed ^ salt)
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.random() * choices.length)] ?? choices[0]
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1))
  }

  happens(chance: number): boolean {
    return this.random() < chance
  }
}
