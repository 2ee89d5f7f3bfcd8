import { expect, test } from '@jest/globals'
import { goOut } from '../stage/swarm.ts'

/** `SWARM=1-5000 npm test -- swarm` tries others, and more; `SWARM=42` repeats one. */
const [first = 1, last = first] = (process.env['SWARM'] ?? '1-25').split('-').map(Number)

test(
  'whatever goes wrong in a random world, every promise is kept, and what works runs in the end',
  async () => {
    const wrong: string[] = []
    for (let seed = first; seed <= last; seed++) {
      const outing = await goOut(seed)
      wrong.push(...outing.wrong.map(sentence => `SWARM=${seed} npm test -- swarm: ${sentence}`))
    }
    expect(wrong).toEqual([])
  },
  60_000 * (1 + last - first),
)
