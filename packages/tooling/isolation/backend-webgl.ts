// In Node, where there is no WebGL, says what to take instead.
import { activate, isAvailable, name } from '@tenonjs/backend-webgl';

if (name !== 'webgl') throw new Error(name);
if (await isAvailable()) throw new Error('WebGL in Node?');
const { message } = await activate().then(
  () => new Error('activated where it said it could not.'),
  (error: Error) => error,
);
if (!message.startsWith('activate: there is no WebGL in Node')) throw new Error(message);
