// Without the optional peer, says what to install.
import { activate, isAvailable, name } from '@tenonjs/backend-node-gpu';

if (name !== 'tensorflow') throw new Error(name);
if (await isAvailable()) throw new Error('a GPU package that was not installed?');
const { message } = await activate().then(
  () => new Error('activated where it said it could not.'),
  (error: Error) => error,
);
if (!message.startsWith('activate: @tensorflow/tfjs-node-gpu is ')) throw new Error(message);
