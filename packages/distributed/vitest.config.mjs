import { backends } from '@tenonjs/testing/vitest';

export default backends(['cpu']);
