export { backendName } from './backendName.js';
export { expectClose } from './expectClose.js';
export { expectGradients } from './expectGradients.js';
export { expectNoLeak } from './expectNoLeak.js';
export { type Fixture, fixtureTensor, readFixture } from './fixture.js';
export { type TestActivationOptions, testActivation } from './testActivation.js';
export { testExamples } from './testExamples.js';
export { type TestPackageOptions, testPackage } from './testPackage.js';
export { testPrograms } from './testPrograms.js';
