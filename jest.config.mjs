export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  // tsc rewrites `./x.ts` to `./x.js`; jest reads the sources, so the name is turned back.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', useESM: true }] },
  // Jest leaves a core idle; of two that is half of the machine.
  maxWorkers: '100%',
  // Tests run in virtual time: this ends one that hangs, and is no measure of any.
  testTimeout: 180_000,
  coverageProvider: 'v8',
}
