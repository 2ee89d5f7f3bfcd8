import { main } from '../../dist/index.js'
await main('waf-rate-limit')
