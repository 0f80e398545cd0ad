export { expectClose } from './expectClose.js';
export { expectGradients } from './expectGradients.js';
export { expectNoLeak } from './expectNoLeak.js';
export { type Fixture, fixtureTensor, readFixture } from './fixture.js';
export { backendName } from './backendName.js';
