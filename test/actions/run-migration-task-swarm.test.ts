import { expect, test } from '@jest/globals'
import { migrateInTrouble } from '../stage/migration-swarm.ts'

/** `SWARM=1-5000 npm test -- migration-task-swarm` tries others, and more; `SWARM=42` repeats one. */
const [first = 1, last = first] = (process.env['SWARM'] ?? '1-15').split('-').map(Number)

test(
  'whatever goes wrong in a random world, a migration runs once unless it was seen to fail, and nobody says what is not so',
  async () => {
    const wrong: string[] = []
    for (let seed = first; seed <= last; seed++) {
      const sentences = await migrateInTrouble(seed)
      wrong.push(...sentences.map(sentence => `SWARM=${seed} npm test -- migration-task-swarm: ${sentence}`))
    }
    expect(wrong).toEqual([])
  },
  60_000 * (1 + last - first),
)
