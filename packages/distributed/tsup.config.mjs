export { default } from '@tenonjs/tooling/tsup';
