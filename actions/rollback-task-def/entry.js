import { main } from '../../dist/index.js'
await main('rollback-task-def')
