import { main } from '../../dist/index.js'
await main('run-migration-task')
